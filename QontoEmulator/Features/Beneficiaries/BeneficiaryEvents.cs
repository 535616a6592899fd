using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>What webhooks of topic <c>v1/beneficiaries</c> tell: created, updated. There is no way to delete one.</summary>
internal static class BeneficiaryEvents
{
    public const string Created = "created";
    public const string Updated = "updated";

    // Unlike other topics, this one is documented with milliseconds.
    private static readonly BeneficiariesJson Wire = new(Json.Wire());

    public static void Emit(Tx tx, string name, Beneficiary beneficiary) => tx.Emit("v1/beneficiaries", beneficiary.OrganizationId, writer =>
        JsonSerializer.Serialize(writer, BeneficiaryEventWire.Of(name, beneficiary), Wire.BeneficiaryEventWire));
}

internal sealed record BeneficiaryEventWire(
    string Event, Guid Id, string Name, BeneficiaryStatus Status, string Iban, string? Bic, bool Trusted, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static BeneficiaryEventWire Of(string name, Beneficiary beneficiary) => new(
        name, beneficiary.Id, beneficiary.Name, beneficiary.Status, beneficiary.Iban, beneficiary.Bic, beneficiary.Trusted,
        beneficiary.CreatedAt, beneficiary.UpdatedAt);
}
