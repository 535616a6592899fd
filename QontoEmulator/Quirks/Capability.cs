using System.Text.Json.Serialization;
using QontoEmulator.Api;

namespace QontoEmulator.Quirks;

/// <summary>What a plan or a review lets an organization do: data of the seeded organization, the same in every profile.</summary>
[JsonConverter(typeof(KebabCase<Capability>))]
internal enum Capability
{
    /// <summary>Q2</summary>
    CardRequests,

    /// <summary>Q3</summary>
    BulkCards,

    /// <summary>Q4</summary>
    CardOptions,

    /// <summary>Q5</summary>
    VirtualCardDataView,

    /// <summary>Q9</summary>
    InvoicingIban,

    /// <summary>Q10</summary>
    EinvoicingNetwork,

    /// <summary>Q12: off, at most two accounts may be active.</summary>
    BankAccountSlots,

    /// <summary>Q13: off, there is no IBAN certificate.</summary>
    KybAccepted,

    /// <summary>Q15</summary>
    PaymentLinksConnected,

    /// <summary>Q16</summary>
    InternationalEligible,

    /// <summary>Q24</summary>
    RequestsPlan,
}
