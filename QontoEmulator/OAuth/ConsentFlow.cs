using System.Security.Cryptography;
using QontoEmulator.Api;
using QontoEmulator.Pages;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>One user being asked for one consent, in one browser. Kept by the hash of its challenge.</summary>
internal sealed record ConsentFlow : Document, IExpires
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private static readonly SessionCookie Cookie = new("qonto_oauth_csrf_");

    public required AuthorizationRequest Request { get; init; }

    public required SignIn SignIn { get; init; }

    /// <summary>For which organizations; empty until the user has chosen.</summary>
    public required Guid[] MembershipIds { get; init; }

    /// <summary>Hash of the cookie that only the browser of this flow has.</summary>
    public required Guid Csrf { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <returns>Where the browser goes on, and the cookie it gets. A flow before it loses its cookie: two at once do not go together.</returns>
    public static async ValueTask<(string Link, (string Name, string Value) Cookie)> Begin(Call call, AuthorizationRequest request, SignIn signIn, Guid[] membershipIds)
    {
        var (challenge, csrf) = (call.Workspace.Secrets.NextHex(), call.Workspace.Secrets.NextHex());
        await call.Store.Write(tx =>
        {
            var flow = new ConsentFlow
            {
                Id = Tokens.IdOf(challenge),
                Request = request,
                SignIn = signIn,
                MembershipIds = membershipIds,
                Csrf = Tokens.IdOf(csrf),
                ExpiresAt = tx.Now + Life,
            };
            ExpiringCredentials.Keep(tx, flow);
            return flow;
        });
        return (LinkTo(call, "/consent", challenge), Cookie.Give(call, csrf));
    }

    /// <summary>The flow whose challenge the address carries; null when it is over or never was.</summary>
    public static ConsentFlow? Of(Call call, Snapshot data) => data.Find<ConsentFlow>(Tokens.IdOf(Challenge(call))) is { } flow && flow.ExpiresAt > call.Now ? flow : null;

    /// <summary>The page of the same flow, without the host.</summary>
    public static string LinkTo(Call call, string page) => LinkTo(call, page, Challenge(call));

    /// <summary>Whether this is the browser that the flow began in, and no other flow has begun in it since.</summary>
    public bool IsInThisBrowser(Call call) =>
        Cookie.Of(call.Http.Request, call.Workspace) is { } value
        && CryptographicOperations.FixedTimeEquals(Tokens.IdOf(value).ToByteArray(), Csrf.ToByteArray());

    private static string Challenge(Call call) => call.Http.Request.Query["consent_challenge"].ToString();

    private static string LinkTo(Call call, string page, string challenge) =>
        Page.Link(call, OAuthPages.Root + page, ("consent_challenge", challenge));
}
