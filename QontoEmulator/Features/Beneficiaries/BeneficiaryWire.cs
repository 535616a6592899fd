using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

internal sealed record BeneficiaryEnvelope(BeneficiaryWire Beneficiary);

internal sealed record BeneficiaryList(IEnumerable<BeneficiaryWire> Beneficiaries);

/// <summary>The account stands in it twice: flat, as documented, and nested, as the sandbox was seen to answer (P21).</summary>
internal sealed record BeneficiaryWire(
    Guid Id, string Name, string Iban, string? Bic, string? Email, string? ActivityTag, string Currency, BeneficiaryStatus Status, bool Trusted,
    PayeeAccountWire BankAccount, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    private const string Euro = "EUR";
    private static readonly BeneficiariesJson Wire = new(Json.Wire());

    public static BeneficiaryWire Of(Beneficiary beneficiary) => new(
        beneficiary.Id, beneficiary.Name, beneficiary.Iban, beneficiary.Bic, beneficiary.Email, beneficiary.ActivityTag, Euro, beneficiary.Status,
        beneficiary.Trusted, new(beneficiary.Iban, beneficiary.Bic, Euro), beneficiary.CreatedAt, beneficiary.UpdatedAt);

    public static Answer Envelope(int status, Beneficiary beneficiary) => Answer.Json(status, new(Of(beneficiary)), Wire.BeneficiaryEnvelope);

    public static Answer List(IEnumerable<Beneficiary> beneficiaries) => Answer.Json(200, new(beneficiaries.Select(Of)), Wire.BeneficiaryList);

    public static ReadOnlyMemory<byte> Bytes(Row<Beneficiary> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, Of(row.Document), Wire.BeneficiaryWire));
}

internal sealed record PayeeAccountWire(string Iban, string? Bic, string Currency);
