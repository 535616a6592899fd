using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The kinds of rows that most companies see now and then; they take turns, so that none is missing.</summary>
internal sealed class RareRows(Chance chance, Cast cast, Clerk clerk)
{
    private int turn;

    public Transaction Next(int month) => (turn++ % 13) switch
    {
        0 => Cheque(month),
        1 => Swift(month),
        2 => Collection(month),
        3 => Hold(month),
        4 => Book(Kind.Pagopa, "Comune di Solemare", 2_500, 48_000, Pace.Instant, month) with
        {
            InitiatorId = clerk.Sender(),
            Detail = new() { NoticeNumber = "3" + chance.Digits(17), CreditorFiscalCode = "000" + chance.Digits(8), Iuv = chance.Digits(17) },
        },
        5 => Book(Kind.F24, "Agenzia di Solemare", 12_000, 190_000, Pace.Classic, month) with { InitiatorId = clerk.Sender() },
        6 => Book(Kind.Investment, "Placements Tire-Lire", 100_000, 500_000, Pace.Classic, month) with { InitiatorId = clerk.Sender() },
        7 => Book(Kind.Remuneration, "Qonto", 1_500, 19_000, Pace.Incoming, month) with { Logo = "qonto" },
        8 => Book(Kind.CardAcquirerPayout, "Encaissements Tap-Tap", 8_000, 260_000, Pace.Incoming, month),
        9 => Book(Kind.Recall, chance.Pick(Names.Clients), 5_000, 90_000, Pace.Instant, month) with { Reference = "RECALL DUPL" },
        10 => Book(Kind.Nrc, "Catasto di Solemare", 4_000, 60_000, Pace.Classic, month) with { InitiatorId = clerk.Sender() },
        11 => Book(Kind.Riba, "Ferramenta Martelletto", 20_000, 240_000, Pace.Classic, month) with { InitiatorId = clerk.Sender() },
        _ => Book(Kind.Other, "Régularisation", 100, 9_000, Pace.Instant, month) with { Reference = "Écriture diverse" },
    };

    private Transaction Cheque(int month) => Book(Kind.Cheque, chance.Pick(Names.Clients), 15_000, 320_000, Pace.Classic, month) with
    {
        Detail = new() { CheckNumber = "000" + chance.Digits(4), CheckKey = chance.Digits(2) },
    };

    /// <summary>From outside of SEPA: account and bank come in forms of their own (A22).</summary>
    private Transaction Swift(int month) => clerk.InLocalMoney(
        Book(Kind.SwiftIncome, chance.Pick(Names.ClientsAbroad), 180_000, 1_900_000, Pace.Incoming, month) with
        {
            Reference = FormattableString.Invariant($"INVOICE {Frame.MonthAt(month).Year}-{chance.Between(100, 999)}"),
            Counterparty = new()
            {
                AccountNumber = "0000" + chance.Digits(4),
                AccountNumberFormat = "unstructured",
                BankIdentifier = "00" + chance.Digits(4),
                BankIdentifierFormat = "sort_code",
            },
        },
        chance.Pick(["USD", "GBP", "CHF"]));

    private Transaction Collection(int month)
    {
        var client = chance.Pick(Names.Clients);
        return Book(Kind.DirectDebitCollection, client, 9_000, 120_000, Pace.Incoming, month) with
        {
            Reference = "Contrat d'entretien",
            Counterparty = Clerk.AccountOf(client) with { UniqueMandateReference = Clerk.MandateOf(client) },
        };
    }

    private Transaction Hold(int month) => Book(Kind.DirectDebitHold, "Qonto", 3_000, 40_000, Pace.Instant, month) with
    {
        Reference = "Retenue de garantie",
        Logo = "qonto",
        Detail = new() { GuardingRate = chance.Pick(["0.10", "0.25", "0.50"]) },
    };

    private Transaction Book(Kind kind, string label, long least, long most, Pace pace, int month) =>
        clerk.Book(cast.Main, kind, label, chance.Cents(least, most), clerk.Draw(pace, month, 3, 27));
}
