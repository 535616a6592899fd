using System.Text.Json;
using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>What is kept of tokens. These stories look into the store, which no request can.</summary>
[Rule("§3.3")]
public sealed class StoredTokensTests
{
    [Fact]
    public async Task No_stored_document_holds_the_text_of_a_token()
    {
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        var issued = await world.IssueTokens();
        var refreshed = (await world.Refresh(issued.Text("refresh_token")!)).Json;

        var data = emulator.Workspaces.Default.Store.Current;
        var kept = string.Concat(data.Tables.SelectMany(table => table.Documents).Select(document => JsonSerializer.Serialize(document, document.GetType())));

        kept.Should().Contain(world.ClientSecret, "the search finds what is kept");
        foreach (var tokens in new[] { issued, refreshed })
            kept.Should().NotContain(tokens.Text("access_token")).And.NotContain(tokens.Text("refresh_token"));
        kept.Should().NotContain("ory_");
    }

    [Fact]
    public async Task Tokens_are_forgotten_when_their_time_is_over()
    {
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await world.IssueTokens();
        var store = emulator.Workspaces.Default.Store;
        (store.Current.Table<AccessToken>().Count, store.Current.Table<RefreshToken>().Count).Should().Be((1, 1));

        await world.Advance("PT1H");
        (store.Current.Table<AccessToken>().Count, store.Current.Table<RefreshToken>().Count).Should().Be((0, 1));

        store.Current.Table<Grant>().Count.Should().Be(1, "the refresh token still comes of it");

        await world.Advance("P90D");
        (store.Current.Table<AccessToken>().Count, store.Current.Table<RefreshToken>().Count).Should().Be((0, 0));
        store.Current.Table<Grant>().Count.Should().Be(0, "the control API stood in for the user, and nothing came of it that still holds");
    }

    [Fact]
    public async Task Tokens_that_outlive_a_reset_are_forgotten_in_time_too()
    {
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await world.IssueTokens();
        await world.Control.Post("/_emulator/reset");
        var store = emulator.Workspaces.Default.Store;
        (store.Current.Table<AccessToken>().Count, store.Current.Table<RefreshToken>().Count).Should().Be((1, 1));

        await world.Advance("P90DT1M");

        (store.Current.Table<AccessToken>().Count, store.Current.Table<RefreshToken>().Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task Secrets_of_two_emulators_differ()
    {
        await using var one = await OwnEmulator.Start();
        await using var two = await OwnEmulator.Start();
        var tokens = new List<string>();
        foreach (var emulator in new[] { one, two })
        {
            var world = await emulator.DefaultWorld();
            for (var i = 0; i < 20; i++)
            {
                var issued = await world.IssueTokens();
                tokens.AddRange([issued.Text("access_token")!, issued.Text("refresh_token")!]);
            }
        }

        tokens.Should().HaveCount(80).And.OnlyHaveUniqueItems();
    }
}
