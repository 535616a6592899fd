using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>What a row is: which operation type goes with which subject type (A23), and on which side it mostly stands.</summary>
internal sealed record Kind(Side Side, SubjectType Subject, OperationType Operation, LegacyCategory Category)
{
    public static readonly Kind Card = new(Side.Debit, SubjectType.Card, OperationType.Card, LegacyCategory.OtherExpense);
    public static readonly Kind Transfer = new(Side.Debit, SubjectType.Transfer, OperationType.Transfer, LegacyCategory.OtherExpense);
    public static readonly Kind Income = new(Side.Credit, SubjectType.Income, OperationType.Income, LegacyCategory.OtherIncome);
    public static readonly Kind SwiftIncome = new(Side.Credit, SubjectType.SwiftIncome, OperationType.SwiftIncome, LegacyCategory.OtherIncome);
    public static readonly Kind DirectDebit = new(Side.Debit, SubjectType.DirectDebit, OperationType.DirectDebit, LegacyCategory.OtherExpense);
    public static readonly Kind DirectDebitCollection =
        new(Side.Credit, SubjectType.DirectDebitCollection, OperationType.DirectDebitCollection, LegacyCategory.Sales);
    public static readonly Kind DirectDebitHold = new(Side.Debit, SubjectType.DirectDebitHold, OperationType.DirectDebitHold, LegacyCategory.Finance);
    public static readonly Kind Cheque = new(Side.Credit, SubjectType.Check, OperationType.Cheque, LegacyCategory.Sales);
    public static readonly Kind Fee = new(Side.Debit, SubjectType.BillingTransfer, OperationType.QontoFee, LegacyCategory.Subscription);
    public static readonly Kind Pagopa = new(Side.Debit, SubjectType.PagopaPayment, OperationType.PagopaPayment, LegacyCategory.Tax);
    public static readonly Kind F24 = new(Side.Debit, SubjectType.F24Payment, OperationType.F24, LegacyCategory.Tax);
    public static readonly Kind FinancingIncome = new(Side.Credit, SubjectType.FinancingIncome, OperationType.PayLater, LegacyCategory.Finance);
    public static readonly Kind FinancingInstallment =
        new(Side.Debit, SubjectType.FinancingInstallment, OperationType.FinancingInstallment, LegacyCategory.Finance);
    public static readonly Kind Remuneration =
        new(Side.Credit, SubjectType.AccountRemuneration, OperationType.AccountRemuneration, LegacyCategory.Finance);
    public static readonly Kind Investment = new(Side.Debit, SubjectType.Investment, OperationType.Investment, LegacyCategory.Finance);
    public static readonly Kind CardAcquirerPayout = new(Side.Credit, SubjectType.Other, OperationType.CardAcquirerPayout, LegacyCategory.Sales);
    public static readonly Kind Recall = new(Side.Debit, SubjectType.Other, OperationType.Recall, LegacyCategory.Refund);
    public static readonly Kind Nrc = new(Side.Debit, SubjectType.Other, OperationType.NrcPayment, LegacyCategory.Tax);
    public static readonly Kind Riba = new(Side.Debit, SubjectType.Other, OperationType.RibaPayment, LegacyCategory.Manufacturing);
    public static readonly Kind Other = new(Side.Debit, SubjectType.Other, OperationType.Other, LegacyCategory.OtherService);

    /// <summary>Between accounts of the organization: a transfer where it leaves, an income where it arrives.</summary>
    public static readonly Kind Leaving = new(Side.Debit, SubjectType.WalletToWallet, OperationType.Transfer, LegacyCategory.TreasuryAndInterco);
    public static readonly Kind Arriving = new(Side.Credit, SubjectType.WalletToWallet, OperationType.Income, LegacyCategory.TreasuryAndInterco);
}
