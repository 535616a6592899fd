using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Writes single rows; what they have in common stands here.</summary>
internal sealed class Clerk(Chance chance, Cast cast)
{
    /// <summary>Euros that one unit of a foreign currency costs, about.</summary>
    private static readonly IReadOnlyDictionary<string, double> Rates = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["USD"] = 0.92,
        ["GBP"] = 1.17,
        ["CHF"] = 1.05,
        ["JPY"] = 0.0061,
    };

    /// <summary>The first days of all belong to the deposits that everything else is paid from.</summary>
    private const int OpeningDays = 5;

    public Timing Timing { get; } = new(chance);

    /// <inheritdoc cref="Timing.Draw"/>
    public Moments Draw(Pace pace, int month, int from, int to, TransactionStatus status = TransactionStatus.Completed)
    {
        var first = month == 0 ? OpeningDays + 1 : 1;
        return Timing.Draw(pace, month, Math.Max(from, first), Math.Max(to, first), status);
    }

    public Transaction Book(BankAccount account, Kind kind, string label, long cents, Moments at) => new()
    {
        Id = Frame.IndexOf(at.CreatedAt) < Frame.FirstRecentIndex ? chance.Id() : chance.IdAt(at.CreatedAt),
        OrganizationId = account.OrganizationId,
        BankAccountId = account.Id,
        Side = kind.Side,
        OperationType = kind.Operation,
        SubjectType = kind.Subject,
        Status = at.Status,
        AmountCents = cents,
        Label = label,
        SettledAt = at.SettledAt,
        EmittedAt = at.EmittedAt,
        CreatedAt = at.CreatedAt,
        UpdatedAt = at.UpdatedAt,
        Category = kind.Category,
        AttachmentRequired = kind.Subject is not (SubjectType.WalletToWallet or SubjectType.AccountRemuneration or SubjectType.BillingTransfer),
    };

    /// <summary>A payment with one of the company's cards (A33).</summary>
    public Transaction CardPayment(BankAccount account, Business shop, Moments at)
    {
        var card = chance.Pick(cast.Cards);
        var row = Book(account, Kind.Card, shop.Name, chance.Cents(shop.Least, shop.Most), at) with
        {
            CardId = card.Id,
            CardLastDigits = card.LastDigits,
            InitiatorId = card.HolderId,
            Category = shop.Category,
            Logo = shop.Logo,
            AttachmentLost = chance.Odds(0.02),
        };
        return InLocalMoney(row, shop.LocalCurrency).WithVat(shop.Vat, chance);
    }

    /// <summary>A transfer to another bank (A30).</summary>
    public Transaction Transfer(BankAccount account, string to, long cents, LegacyCategory category, string reference, Moments at) =>
        Book(account, Kind.Transfer, to, cents, at) with
        {
            Category = category,
            Reference = reference,
            InitiatorId = Sender(),
            Counterparty = AccountOf(to),
        };

    /// <summary>A SEPA direct debit under a mandate.</summary>
    public Transaction DirectDebit(BankAccount account, Business creditor, long cents, string reference, Moments at) =>
        (Book(account, Kind.DirectDebit, creditor.Name, cents, at) with
        {
            Category = creditor.Category,
            Reference = reference,
            Logo = creditor.Logo,
            Counterparty = AccountOf(creditor.Name) with { UniqueMandateReference = MandateOf(creditor.Name) },
        }).WithVat(creditor.Vat, chance);

    /// <summary>An incoming SEPA transfer: nobody here started it, and its category says no more than that (A29).</summary>
    public Transaction Income(BankAccount account, string from, long cents, string reference, Moments at) =>
        Book(account, Kind.Income, from, cents, at) with { Reference = reference, Counterparty = AccountOf(from) };

    /// <summary>Money moved between two accounts of the organization: one row on each, of the same moment.</summary>
    public (Transaction Debit, Transaction Credit) Move(BankAccount from, BankAccount to, long cents, string reference, Moments at) =>
        (Book(from, Kind.Leaving, to.Name, cents, at) with { Reference = reference, InitiatorId = cast.Member(Role.Owner).Id },
         Book(to, Kind.Arriving, from.Name, cents, at) with { Reference = reference });

    public Guid Sender() => chance.Pick(cast.Senders).Id;

    public static Counterparty AccountOf(string name) =>
        new() { AccountNumber = OtherBanks.Iban(NumberOf(name)), BankIdentifier = OtherBanks.Bic(NumberOf(name)) };

    /// <summary>The same business has the same mandate in every month.</summary>
    public static string MandateOf(string name) => FormattableString.Invariant($"MNDT-{NumberOf(name):000000}");

    /// <summary>Amount abroad, in hundredths of the currency; yen have no hundredths, so theirs are whole hundreds.</summary>
    public Transaction InLocalMoney(Transaction row, string? currency)
    {
        if (currency is null)
            return row;
        var local = (long)(row.AmountCents / (Rates[currency] * chance.Share(0.97, 1.03)));
        return row with { LocalCurrency = currency, LocalAmountCents = currency == "JPY" ? local / 100 * 100 : local };
    }

    /// <summary>A small number of a name's own, so that a business keeps its account through all months.</summary>
    private static int NumberOf(string name)
    {
        var number = 7;
        foreach (var letter in name)
            number = ((number * 31) + letter) % 9_973;
        return number;
    }
}
