using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Pdf;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>The document that proves that a transfer was sent.</summary>
internal static class TransferProof
{
    public static byte[] Draw(Snapshot data, SepaTransfer settled)
    {
        var account = data.Get<BankAccount>(settled.BankAccountId);
        var organization = data.Get<Organization>(settled.OrganizationId);
        var beneficiary = data.Get<Beneficiary>(settled.BeneficiaryId);
        return new PdfDocument("Transfer proof", settled.CompletedAt!.Value)
            .Text("This document certifies that the transfer below was sent.")
            .Space(12)
            .Pairs(
                ("Amount", Money.Text(settled.AmountCents) + " €"),
                ("Sent on", settled.CompletedAt.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
                ("Reference", settled.Reference),
                ("Transfer", settled.Id.ToString()))
            .Heading("From")
            .Pairs(("Account holder", organization.LegalName ?? organization.Name), ("IBAN", account.Iban), ("BIC", account.Bic))
            .Heading("To")
            .Pairs(("Beneficiary", beneficiary.Name), ("IBAN", beneficiary.Iban), ("BIC", beneficiary.Bic ?? "-"))
            .ToBytes();
    }
}
