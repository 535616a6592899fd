using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class LabelByIdTests(EmulatorServer server)
{
    [Fact]
    public async Task A_label_by_id_is_the_one_of_the_list()
    {
        await using var world = await server.NewWorld();

        foreach (var label in await world.Organization.All("/v2/labels", "labels"))
        {
            var one = await world.Organization.Get("/v2/labels/" + label.Text("id"));

            one.Json.At("label").GetRawText().Should().Be(label.GetRawText());
        }

        (await world.Organization.Get("/v2/labels/" + OwnSeed.Id(1))).Code.Should().Be("not_found");
    }

    [Theory]
    [InlineData("N")]
    [InlineData("B")]
    [Rule("A63")]
    public async Task An_id_is_written_with_dashes_and_nothing_else(string format)
    {
        await using var world = await server.NewWorld();
        var id = (await world.Organization.Get("/v2/labels")).Json.At("labels.0.id").GetGuid();

        (await world.Organization.Get($"/v2/labels/{id}")).Status.Should().Be(200);
        (await world.Organization.Get("/v2/labels/" + id.ToString(format))).Code.Should().Be("not_found");
    }

    [Fact]
    public async Task Labels_come_in_order_of_creation()
    {
        using var seed = new OwnSeed();
        int[] created = [4, 2, 9, 1];
        foreach (var number in created)
            seed.With("labels", new { id = OwnSeed.Id(number), organization_id = OwnSeed.Organization, name = $"Label {number}" });
        await using var world = await server.NewWorld(seed.Write());

        var labels = await world.Organization.All("/v2/labels", "labels", perPage: 3);

        labels.Ids().Should().Equal(created.Select(OwnSeed.Id));
    }
}
