using System.Globalization;
using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Reads lists to their end.</summary>
internal static class Reading
{
    public const string AllStatuses = "status[]=pending&status[]=declined&status[]=completed";

    /// <summary>Every row of a paged list, walked by <c>meta.next_page</c>.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="path">Path with or without a query.</param>
    /// <param name="name">Key of the rows.</param>
    /// <param name="perPage">Rows per page.</param>
    public static async Task<IReadOnlyList<JsonElement>> All(this Client client, string path, string name, int perPage = 100)
    {
        var rows = new List<JsonElement>();
        for (int? page = 1; page is not null;)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"page={page}&per_page={perPage}");
            var reply = await client.Get($"{path}{(path.Contains('?') ? '&' : '?')}{query}");
            reply.Status.Should().Be(200, reply.Text);
            rows.AddRange(reply.Json.Items(name));
            page = reply.Json.IsNull("meta.next_page") ? null : reply.Json.At("meta.next_page").GetInt32();
        }

        return rows;
    }

    /// <summary>Every transaction of an account that a query keeps.</summary>
    public static Task<IReadOnlyList<JsonElement>> Transactions(this World world, string account, string query = AllStatuses, int perPage = 100) =>
        world.Organization.All($"/v2/transactions?bank_account_id={account}&{query}", "transactions", perPage);

    /// <summary>Every transaction of every account in every status, closed and external accounts and reversed rows included.</summary>
    /// <param name="world">Its switch transaction-status-reversed is set on.</param>
    /// <param name="query">More parameters.</param>
    public static async Task<IReadOnlyList<JsonElement>> EveryTransaction(this World world, string query = "")
    {
        await world.Switch("""{"transaction-status-reversed":true}""");
        var rows = new List<JsonElement>();
        foreach (var account in await world.Accounts())
            rows.AddRange(await world.Transactions(account.Text("id")!, $"{AllStatuses}&{query}"));
        return rows;
    }

    public static IEnumerable<string> Ids(this IEnumerable<JsonElement> rows) => rows.Select(row => row.Text("id")!);

    public static IEnumerable<string> Keys(this JsonElement row) => row.EnumerateObject().Select(property => property.Name);

    /// <summary>The <c>source.parameter</c> of each error.</summary>
    public static IEnumerable<string?> Parameters(this Reply reply) => reply.Errors.Select(error => error.Text("source.parameter"));
}
