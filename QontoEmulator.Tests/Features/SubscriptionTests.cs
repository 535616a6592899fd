using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class SubscriptionTests(EmulatorServer server)
{
    [Fact]
    public async Task The_plan_stands_without_a_wrapper_and_its_price_is_an_amount()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/subscription");

        reply.Json.Keys().Should().Equal("plan");
        reply.Json.Text("plan.status").Should().Be("active");
        reply.Json.At("plan.monthly_price").Keys().Should().Equal("amount", "currency");
        reply.Json.Text("plan.monthly_price.amount").Should().MatchRegex(@"^[1-9]\d*\.\d\d$");
        reply.Json.Text("plan.monthly_price.currency").Should().Be("EUR");
    }

    [Fact]
    public async Task Without_a_plan_the_answer_is_null_and_no_error()
    {
        using var seed = new OwnSeed();
        await using var world = await server.NewWorld(seed.Write());

        var reply = await world.Organization.Get("/v2/subscription");

        reply.Status.Should().Be(200);
        reply.Text.Should().Be("""{"plan":null}""");
    }

    [Fact]
    [Rule("A62")]
    public async Task It_needs_a_scope_of_its_own()
    {
        await using var world = await server.NewWorld();

        (await (await world.SignIn("subscription.read")).Get("/v2/subscription")).Status.Should().Be(200);
        (await (await world.SignIn("organization.read")).Get("/v2/subscription")).Code.Should().Be("forbidden");
    }
}
