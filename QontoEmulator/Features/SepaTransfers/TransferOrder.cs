using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>What a body asks for, alone or as an item of a bulk: well formed, but nothing of it looked up yet.</summary>
internal sealed record TransferOrder
{
    private const int LongestText = 140;

    /// <summary>As it was sent; null when the payee is given inline.</summary>
    public string? BeneficiaryId { get; init; }

    public Payee? Payee { get; init; }

    public required long AmountCents { get; init; }

    public required string Reference { get; init; }

    public DateOnly? ScheduledDate { get; init; }

    public string? Note { get; init; }

    /// <summary>As they were sent.</summary>
    public IReadOnlyList<string> AttachmentIds { get; init => field = value ?? []; } = [];

    /// <summary>Reads the fields that a single transfer and an item of a bulk share; what is malformed is refused with the rest of the body.</summary>
    public static TransferOrder Read(BodyReader fields)
    {
        var beneficiaryId = fields.Text("beneficiary_id");
        if (!fields.Has("beneficiary_id") && !fields.Has("beneficiary"))
            fields.Refuse("beneficiary_id", ErrorCatalog.MissingKey, "beneficiary_id or beneficiary is missing");
        if (fields.Has("beneficiary_id") && fields.Has("beneficiary"))
            fields.Refuse("beneficiary", ErrorCatalog.Invalid, "beneficiary_id and beneficiary cannot be combined");
        return new()
        {
            BeneficiaryId = beneficiaryId,
            Payee = fields.Has("beneficiary") ? Payee.Read(fields.Object("beneficiary"), ErrorCatalog.IbanNotSepa) : null,
            AmountCents = ReadAmount(fields, fields.RequiredText("amount"), ErrorCatalog.Invalid),
            Reference = Short(fields, "reference", fields.RequiredText("reference"))!,
            ScheduledDate = ReadDate(fields),
            Note = Short(fields, "note", fields.Text("note")),
            AttachmentIds = fields.Texts("attachment_ids") ?? [],
        };
    }

    /// <summary>A positive amount in cents.</summary>
    public static long ReadAmount(BodyReader fields, string text, ErrorKind malformed)
    {
        var read = Money.TryParse(text, out var cents);
        if (text.Length > 0 && (!read || cents == 0))
            fields.Refuse("amount", malformed, read ? "amount must be more than zero" : "amount must be a decimal number with at most two decimals, such as 12.50");
        return cents;
    }

    /// <summary>Whom it pays, as far as the organization knows them already.</summary>
    public Beneficiary? FindBeneficiary(Snapshot data, Guid organizationId)
    {
        if (Payee is not null)
            return BeneficiaryBook.ByIban(data, organizationId, Payee.Iban);
        return Guid.TryParseExact(BeneficiaryId, "D", out var id) && data.Find<Beneficiary>(id) is { } found && found.OrganizationId == organizationId ? found : null;
    }

    /// <summary>The IBAN that it pays; null when the beneficiary is not known.</summary>
    public string? IbanIn(Snapshot data, Guid organizationId) => Payee?.Iban ?? FindBeneficiary(data, organizationId)?.Iban;

    private static DateOnly? ReadDate(BodyReader fields)
    {
        if (fields.Text("scheduled_date") is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year < 2200)
            return date;
        fields.Refuse("scheduled_date", ErrorCatalog.Invalid, "scheduled_date must be a date such as 2026-12-15");
        return null;
    }

    private static string? Short(BodyReader fields, string name, string? text)
    {
        if (text?.Length > LongestText)
            fields.Refuse(name, ErrorCatalog.Invalid, $"{name} must have at most {LongestText} characters");
        return text;
    }
}
