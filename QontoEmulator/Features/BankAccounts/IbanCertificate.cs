using QontoEmulator.Features.Organizations;
using QontoEmulator.Pdf;

namespace QontoEmulator.Features.BankAccounts;

/// <summary>The document that proves whose account an IBAN is.</summary>
internal static class IbanCertificate
{
    public static byte[] Draw(Organization organization, BankAccount account, DateTimeOffset now) => new PdfDocument("IBAN certificate", now)
        .Text("This document certifies that the account below is held by the company named here.")
        .Space(12)
        .Pairs(
            ("Account holder", organization.LegalName ?? organization.Name),
            ("Registration number", organization.LegalNumber),
            ("Address", OrganizationWire.OneLine(organization.Address)),
            ("Account", account.Name),
            ("IBAN", string.Join(' ', account.Iban.Chunk(4).Select(group => new string(group)))),
            ("BIC", account.Bic),
            ("Currency", account.Currency))
        .ToBytes();
}
