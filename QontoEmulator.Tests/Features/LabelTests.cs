using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class LabelTests(EmulatorServer server)
{
    [Fact]
    public async Task Labels_come_as_one_flat_list_of_parents_and_children()
    {
        await using var world = await server.NewWorld();

        var list = await world.Organization.Get("/v2/labels");

        var labels = list.Json.Items("labels");
        var parents = labels.Where(label => label.IsNull("parent_id")).Select(label => label.Text("id")).ToArray();
        parents.Should().NotBeEmpty();
        labels.Where(label => !label.IsNull("parent_id")).Should().NotBeEmpty().And.OnlyContain(label => parents.Contains(label.Text("parent_id")));
    }

    [Fact]
    [Rule("A63")]
    public async Task An_id_that_is_no_uuid_is_unknown()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/labels/not-a-uuid");

        reply.Status.Should().Be(404);
        reply.Code.Should().Be("not_found");
    }
}
