using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>
/// What a verification gives out and paying demands (P24-P28): version, attempt, epoch milliseconds and signature, joined by bars. The
/// signature has two halves, so that a token is judged before anything is looked up, and its IBANs once they are known.
/// </summary>
internal sealed class ProofToken
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(23);
    private readonly Call call;
    private readonly DateTimeOffset issuedAt;
    private readonly string stamp;
    private readonly string binding;

    private ProofToken(Call call, DateTimeOffset issuedAt, string stamp, string binding)
    {
        this.call = call;
        this.issuedAt = issuedAt;
        this.stamp = stamp;
        this.binding = binding;
    }

    /// <summary>A token for exactly this set of IBANs, whatever came of their verification.</summary>
    public static string Issue(Call call, IEnumerable<string> ibans)
    {
        var time = call.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var (secrets, issued) = (call.Workspace.Secrets, Issued(call, time));
        return $"1|1|{time}|{Half(secrets, issued)}{Binding(secrets, issued, ibans)}";
    }

    /// <summary>The token in a body, known to be ours and in time. What it was given out for is asked by <see cref="Demand"/>.</summary>
    /// <exception cref="ApiException">401: it is missing, not ours or too old.</exception>
    public static ProofToken Read(Call call, BodyReader body)
    {
        // What is malformed in the body comes before the token (P13).
        var text = body.Text("vop_proof_token");
        body.ThrowIfRefused();
        if (string.IsNullOrEmpty(text))
            throw ErrorCatalog.ProofTokenMissing.Refuse("Verify the payee first (POST /v2/sepa/verify_payee), and send its proof_token.token as vop_proof_token.");

        var parts = text.Split('|');
        if (parts is not ["1", "1", var time, { Length: 64 } signature] || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            throw ErrorCatalog.ProofTokenInvalid.Refuse("This is no proof token: it has four parts joined by bars.");
        var issued = Issued(call, time);
        if (!Gate.SecretsEqual(signature[..32], Half(call.Workspace.Secrets, issued)))
            throw ErrorCatalog.ProofTokenInvalid.Refuse("This proof token was not given out by this workspace to this organization.");
        var given = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        if (call.Now >= given + Life)
            throw ErrorCatalog.ProofTokenInvalid.Refuse("This proof token is older than 23 hours; verify the payee again.");
        return new(call, given, issued, signature[32..]);
    }

    /// <summary>When a token was given out.</summary>
    public static DateTimeOffset TimeOf(string token) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(token.Split('|')[2], CultureInfo.InvariantCulture));

    /// <summary>Asks that the token was given out for exactly these IBANs (P27, P60).</summary>
    /// <exception cref="ApiException">401: it belongs to others.</exception>
    public void Demand(IEnumerable<string> ibans)
    {
        if (!Gate.SecretsEqual(binding, Binding(call.Workspace.Secrets, stamp, ibans)))
            throw ErrorCatalog.ProofTokenInvalid.Refuse("This proof token was given out for other IBANs than those that are to be paid.");
        call.Workspace.VerificationLimit.Followed(call.Caller.Organization.Id, issuedAt);
    }

    private static string Issued(Call call, string milliseconds) => $"{call.Caller.Organization.Id}|{milliseconds}";

    private static string Half(Secrets secrets, string text) => secrets.Sign("payee:" + text)[..32];

    private static string Binding(Secrets secrets, string issued, IEnumerable<string> ibans) =>
        Half(secrets, $"{issued}|{string.Join(' ', ibans.Select(Iban.Normal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}");
}
