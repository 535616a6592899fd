using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Statements;

internal static class StatementsApi
{
    private static readonly StatementsJson Wire = new(Json.Wire());

    public static void MapStatements(this IEndpointRouteBuilder routes)
    {
        var statements = routes.MapGroup("/v2/statements");

        statements.Get("", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadDate = new(400, "invalid"), DefaultSort = "period:desc" });
        statements.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();

        routes.Get(Presigned.Root + "/statements/{id}/{name}", Download).AllowAnyone();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var query = call.Query;
        var (ids, ibans) = (query.Values("bank_account_ids"), query.Values("ibans"));
        if (ids is not [] && ibans is not [])
            throw ErrorCatalog.InvalidParameter.Parameter("ibans", hint: "Name accounts by bank_account_ids[] or by ibans[], not by both (A81).");
        var (from, to) = (query.Month("period_from"), query.Month("period_to"));
        var sorting = query.Sort("period");
        query.ThrowIfRefused();

        var organization = call.Caller.Organization.Id;
        var accounts = call.AllOwn<BankAccount>().Rows.Select(row => row.Document)
            .Where(account => ids is [] || ids.Contains(account.Id.ToString(), StringComparer.OrdinalIgnoreCase))
            .Where(account => ibans is [] || ibans.Contains(account.Iban, StringComparer.Ordinal))
            .Select(account => account.Id).ToHashSet();
        var statements = call.Data.Table<Statement>().Select(
            $"{organization} {string.Join(',', ids)} {string.Join(',', ibans)} {from} {to} {sorting}",
            statement => accounts.Contains(statement.BankAccountId) && (from is null || statement.Period >= from) && (to is null || statement.Period <= to),
            sorting.Descending ? (x, y) => y.Period.CompareTo(x.Period) : (x, y) => x.Period.CompareTo(y.Period));
        return call.Page("statements", statements, row => Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, StatementWire.Of(call, row), Wire.StatementWire)));
    }

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, new(StatementWire.Of(call, call.Own<Statement>())), Wire.StatementEnvelope);

    // There is no download endpoint in the API: the bytes come from file_url.
    private static ValueTask<Answer> Download(Call call)
    {
        if (Presigned.Refuse(call) is { } refusal)
            return refusal;
        return Guid.TryParse(call.Path("id"), out var id) && call.Data.Table<Statement>().Find(id) is { } row
            ? Answer.File("application/pdf", StatementPdf.Of(call.Data, row)).FromGateway()
            : Presigned.NoSuchKey(call);
    }
}

internal sealed record StatementEnvelope(StatementWire Statement);

internal sealed record StatementWire(Guid Id, Guid BankAccountId, Month Period, StatementFileWire File)
{
    public static StatementWire Of(Call call, Row<Statement> row)
    {
        var statement = row.Document;
        var name = $"statement-{statement.Period}.pdf";
        return new(statement.Id, statement.BankAccountId, statement.Period, new(
            name, "application/pdf", AttachmentWire.Digits(StatementPdf.Of(call.Data, row).Length), Presigned.Url(call, $"statements/{statement.Id}/{name}")));
    }
}

internal sealed record StatementFileWire(string FileName, string FileContentType, string FileSize, string FileUrl);
