using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>What others do to an account: somebody sends money, a card pays, a creditor collects.</summary>
internal static class SimulateApi
{
    /// <summary>When a card payment settles by itself, and a direct debit.</summary>
    private static readonly TimeSpan CardSettlement = TimeSpan.FromDays(2);

    private static readonly TimeSpan DirectDebitSettlement = TimeSpan.FromHours(2);

    public static void MapSimulate(this IEndpointRouteBuilder control)
    {
        control.Post("simulate/incoming_transfer", IncomingTransfer).AllowAnyone();
        control.Post("simulate/card_payment", CardPayment).AllowAnyone();
        control.Post("simulate/direct_debit", DirectDebit).AllowAnyone();
        control.MapSimulateOutcomes();
    }

    // Incoming money is recorded as it settles (A29).
    private static ValueTask<Answer> IncomingTransfer(Call call) => Simulate(call, ["from", "iban", "bic", "reference"], (tx, body, row) => row with
    {
        Side = Side.Credit,
        OperationType = OperationType.Income,
        SubjectType = SubjectType.Income,
        Status = TransactionStatus.Completed,
        SettledAt = tx.Now,
        Label = body.Text("from") ?? "Simulated sender",
        Category = LegacyCategory.OtherIncome,
        Reference = body.Text("reference"),
        Counterparty = Counterparty(body),
    });

    // With the card that the account was last used with (A33).
    private static ValueTask<Answer> CardPayment(Call call) => Simulate(call, ["merchant", "local_amount", "local_currency"], (tx, body, row) =>
    {
        var card = tx.Table<Transaction>().InOrderOfCreation.Select(known => known.Document)
            .LastOrDefault(known => known.BankAccountId == row.BankAccountId && known.CardId is not null);
        var local = body.Text("local_amount") is { } text ? TextToCents(body, "local_amount", text) : (long?)null;
        var currency = body.Text("local_currency");
        if (currency is not null && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)))
            body.Refuse("local_currency", ErrorCatalog.Invalid, "local_currency must be three letters such as USD");
        return row with
        {
            OperationType = OperationType.Card,
            SubjectType = SubjectType.Card,
            Label = body.Text("merchant") ?? "Simulated shop",
            LocalAmountCents = local,
            LocalCurrency = currency,
            CardId = card?.CardId,
            CardLastDigits = card?.CardLastDigits,
            InitiatorId = card?.InitiatorId,
        };
    }, CardSettlement);

    private static ValueTask<Answer> DirectDebit(Call call) => Simulate(call, ["creditor", "iban", "bic", "reference", "mandate"], (_, body, row) => row with
    {
        OperationType = OperationType.DirectDebit,
        SubjectType = SubjectType.DirectDebit,
        Label = body.Text("creditor") ?? "Simulated creditor",
        Reference = body.Text("reference"),
        Counterparty = Counterparty(body) with { UniqueMandateReference = body.Text("mandate") ?? "MNDT-SIMULATED" },
    }, DirectDebitSettlement);

    /// <summary>Books a row on an account. A debit is pending until it settles, and declined when the account cannot pay it.</summary>
    private static async ValueTask<Answer> Simulate(
        Call call, IReadOnlyList<string> more, Func<Tx, BodyReader, Transaction, Transaction> fill, TimeSpan settlement = default)
    {
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown(["account", "amount", .. more]);
        var (name, amount) = (body.Text("account"), body.RequiredText("amount"));
        var cents = TextToCents(body, "amount", amount);

        var booked = await ControlApi.Target(call).Store.Write(tx =>
        {
            var account = AccountOf(tx, name);
            if (account is null)
                body.Refuse("account", ErrorCatalog.Invalid, $"{name} is neither id nor IBAN of an active Qonto account");
            var row = fill(tx, body, Blank(tx, account, cents));
            body.ThrowIfRefused();
            if (row.Side == Side.Debit && account!.AuthorizedBalanceCents < cents)
                row = row with { Status = TransactionStatus.Declined };
            var opened = Ledger.Open(tx, row);
            if (opened.Status == TransactionStatus.Pending)
                tx.At(tx.Now + settlement, Ledger.SettleJob, opened.Id);
            return TransactionWire.Of(tx, opened);
        });
        return Answer.Json(200, new(booked), ControlJson.Wire.SimulatedTransaction);
    }

    private static Transaction Blank(Tx tx, BankAccount? account, long cents) => new()
    {
        Id = tx.NewId(),
        OrganizationId = account?.OrganizationId ?? default,
        BankAccountId = account?.Id ?? default,
        Side = Side.Debit,
        OperationType = OperationType.Other,
        SubjectType = SubjectType.Other,
        Status = TransactionStatus.Pending,
        AmountCents = cents,
        Label = "",
        Category = LegacyCategory.OtherExpense,
        EmittedAt = tx.Now,
        CreatedAt = tx.Now,
        UpdatedAt = tx.Now,
    };

    /// <summary>By id or IBAN; the first organization's main account when none is named.</summary>
    private static BankAccount? AccountOf(Snapshot data, string? name) => data.Table<BankAccount>().InOrderOfCreation.Select(row => row.Document)
        .Where(account => account is { IsExternalAccount: false, Status: BankAccountStatus.Active })
        .FirstOrDefault(account => name is null ? account.Main : account.Id.ToString() == name || account.Iban == name);

    private static Counterparty Counterparty(BodyReader body) => new() { AccountNumber = body.Text("iban") ?? "FR7699999000010000000999312", BankIdentifier = body.Text("bic") ?? "ZINVFRPPXXX" };

    private static long TextToCents(BodyReader body, string name, string text)
    {
        if (text.Length > 0 && (!Money.TryParse(text, out var cents) || cents == 0))
            body.Refuse(name, ErrorCatalog.Invalid, $"{name} must be a positive decimal number such as 12.50");
        return Money.TryParse(text, out var read) ? read : 0;
    }
}

internal sealed record SimulatedTransaction(TransactionWire Transaction);
