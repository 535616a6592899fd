using System.Net;
using QontoEmulator.Api;
using QontoEmulator.Pages;

namespace QontoEmulator.OAuth;

/// <summary>A refusal of <c>/oauth2/auth</c>: the app is told by a redirect; while it is not known whose address that is, the user is told by a page.</summary>
/// <param name="error">The <c>error</c> of RFC 6749.</param>
/// <param name="description">The <c>error_description</c>.</param>
/// <param name="hint">For <c>X-Emulator-Hint</c>.</param>
/// <param name="redirectUri">A registered address of the app; null when there is none to trust.</param>
/// <param name="state">What the app sent along.</param>
internal sealed class AuthorizationException(string error, string description, string? hint = null, string? redirectUri = null, string? state = null) : Exception(description)
{
    public string Hint { get; } = hint ?? description;

    public int Status => redirectUri is null ? 400 : 302;

    public Answer ToAnswer(HttpRequest request) => redirectUri is null
        ? Page.Of<OAuthErrorPage>(
            Status, (nameof(OAuthErrorPage.Heading), "This request cannot be authorized"), (nameof(OAuthErrorPage.Error), error),
            (nameof(OAuthErrorPage.Description), Message), (nameof(OAuthErrorPage.Hint), Hint))
        : Redirect(request, redirectUri, ("error", error), ("error_description", Message), ("state", state ?? ""));

    /// <summary>Sends the browser back to the app, as a form's answer too.</summary>
    public static Answer Redirect(HttpRequest request, string uri, params IReadOnlyList<(string Name, string Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(parameter => parameter.Value.Length > 0).Select(parameter => $"{parameter.Name}={WebUtility.UrlEncode(parameter.Value)}"));
        var separator = !uri.Contains('?', StringComparison.Ordinal) ? "?" : uri[^1] is '?' or '&' ? "" : "&";
        return Answer.Redirect(uri + separator + query, HttpMethods.IsPost(request.Method) ? StatusCodes.Status303SeeOther : StatusCodes.Status302Found)
            .With(("Cache-Control", "no-store"));
    }
}
