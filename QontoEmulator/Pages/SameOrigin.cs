using QontoEmulator.Api;

namespace QontoEmulator.Pages;

/// <summary>Keeps other sites from pressing our buttons. Pages have no session that a token could be bound to; browsers say themselves where a form stands.</summary>
internal static class SameOrigin
{
    /// <exception cref="ApiException">The form stands on another site, 403.</exception>
    public static void Demand(HttpRequest request)
    {
        // Sent by every browser of today to https and localhost; programs send neither header, and need no page to act.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site is not ("" or "same-origin") || (origin.Length > 0 && !IsOwn(request, origin)))
            throw ErrorCatalog.ForeignOrigin.Refuse($"The form was sent from {(origin.Length > 0 ? origin : site)}; open the page itself and use its buttons.");
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var sender) && Uri.TryCreate(PublicUrl.Of(request.HttpContext), UriKind.Absolute, out var own)
        && (string.Equals(sender.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase) || string.Equals(sender.Authority, own.Authority, StringComparison.OrdinalIgnoreCase));
}
