using System.Globalization;
using System.Runtime.CompilerServices;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Pdf;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Statements;

/// <summary>Draws the PDF of a statement when it is first asked for. A month that has ended does not change any more, so it is drawn once.</summary>
internal static class StatementPdf
{
    private static readonly ConditionalWeakTable<Row<Statement>, byte[]> Drawn = [];

    private static readonly PdfColumn[] Columns = [new("Settled", 70), new("Transaction", 250), new("Debit", 70, RightAligned: true), new("Credit", 70, RightAligned: true)];

    public static byte[] Of(Snapshot data, Row<Statement> row) => Drawn.GetValue(row, _ => Draw(data, row.Document));

    private static byte[] Draw(Snapshot data, Statement statement)
    {
        var account = data.Get<BankAccount>(statement.BankAccountId);
        var organization = data.Get<Organization>(statement.OrganizationId);
        var completed = data.Table<Transaction>().Ordered(0, TransactionOrders.PartitionOf(account.Id, TransactionStatus.Completed)).Select(row => row.Document);
        var opening = 0L;
        var ofMonth = new List<Transaction>();
        foreach (var transaction in completed.TakeWhile(transaction => transaction.SettledAt < statement.Period.End))
        {
            if (transaction.SettledAt < statement.Period.Start)
                opening = transaction.SettledBalanceCents ?? opening;
            else
                ofMonth.Add(transaction);
        }

        return new PdfDocument($"Statement {statement.Period}", statement.Period.End)
            .Pairs(
                ("Account holder", organization.LegalName ?? organization.Name),
                ("Account", account.Name),
                ("IBAN", account.Iban),
                ("BIC", account.Bic),
                ("Opening balance", Money.Text(opening) + " €"),
                ("Closing balance", Money.Text(ofMonth is [] ? opening : ofMonth[^1].SettledBalanceCents ?? 0) + " €"))
            .Space(12)
            .Table(Columns, ofMonth.Select(Line))
            .ToBytes();
    }

    private static string[] Line(Transaction transaction) =>
    [
        transaction.SettledAt!.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        transaction.Reference is null ? transaction.Label : $"{transaction.Label} – {transaction.Reference}",
        transaction.Side == Side.Debit ? Money.Text(transaction.AmountCents) : "",
        transaction.Side == Side.Credit ? Money.Text(transaction.AmountCents) : "",
    ];
}
