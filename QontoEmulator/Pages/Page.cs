using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using QontoEmulator.Api;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Pages;

/// <summary>Renders Razor components to whole answers, on demand: Razor's own endpoint services cost every start, and pages are rare.</summary>
internal static class Page
{
    public const string ContentType = "text/html; charset=utf-8";

    private static readonly Lazy<IServiceProvider> NoServices = new(() => new ServiceCollection().BuildServiceProvider());

    /// <summary>A page that may be acted on: never framed, never kept, no script, forms only to where it came from.</summary>
    public static Answer Of<T>(int status, params IReadOnlyList<(string Name, object? Value)> parameters) where T : IComponent => Of<T>(status, "'self'", parameters);

    /// <summary>The same where a form's answer may lead on to another site, as an app's redirect address: browsers hold redirects to form-action too.</summary>
    public static Answer LeadingOn<T>(int status, params IReadOnlyList<(string Name, object? Value)> parameters) where T : IComponent => Of<T>(status, "*", parameters);

    /// <summary>The same where it may lead to one other site alone.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="address">A whole address of that site; its scheme may be an app's own.</param>
    /// <param name="parameters">Of the component.</param>
    public static Answer LeadingTo<T>(int status, string address, params IReadOnlyList<(string Name, object? Value)> parameters) where T : IComponent =>
        Of<T>(status, $"'self' {SourceOf(new(address))}", parameters);

    /// <summary>A handler of pages: an address that names no workspace of this server leads to a notice.</summary>
    public static Handler InWorkspace(Handler handler) => call => StagingGate.NamedByPage(call.Http.Request) is { } named && named != call.Workspace.Id
        ? Of<NoticePage>(404, (nameof(NoticePage.Heading), "There is no such workspace"), (nameof(NoticePage.Text), "It was deleted, or the address of this page is not whole."))
        : handler(call);

    public static string Link(Call call, string path, params IReadOnlyList<(string Name, string? Value)> query) => Link(call.Http, call.Workspace, path, query);

    /// <summary>An address of a page, without the host: a browser may know this server by another name than programs do.</summary>
    /// <param name="http">The request that it is for.</param>
    /// <param name="workspace">Which workspace is meant.</param>
    /// <param name="path">Path on this server.</param>
    /// <param name="query">More of the query; parts without a value are left out.</param>
    public static string Link(HttpContext http, Workspace workspace, string path, params IReadOnlyList<(string Name, string? Value)> query)
    {
        var link = new StringBuilder($"{PublicUrl.PathOf(http)}{path}?workspace={workspace.Id}");
        foreach (var (name, value) in query)
        {
            if (value is not null)
                link.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return link.ToString();
    }

    private static Answer Of<T>(int status, string formAction, IReadOnlyList<(string Name, object? Value)> parameters) where T : IComponent =>
        Answer.Text(status, ContentType, Html<T>(parameters)).FromGateway().With(
            ("Content-Security-Policy", $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action {formAction}; frame-ancestors 'none'; base-uri 'none'"),
            ("Cache-Control", "no-store"),

            // no-referrer would make browsers send 'Origin: null' with the forms, which is refused.
            ("Referrer-Policy", "same-origin"),
            ("X-Content-Type-Options", "nosniff"));

    // Sources name no IPv6 addresses, so of those the scheme has to do.
    private static string SourceOf(Uri uri) =>
        uri is { Scheme: "http" or "https", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 } ? $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}" : $"{uri.Scheme}:";

    /// <summary>The HTML alone. Components here wait for nothing, so rendering is done when the call returns.</summary>
    public static string Html<T>(params IReadOnlyList<(string Name, object? Value)> parameters) where T : IComponent
    {
        var values = ParameterView.FromDictionary(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal));
        using var renderer = new HtmlRenderer(NoServices.Value, NullLoggerFactory.Instance);
        return renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(values)).ToHtmlString()).GetAwaiter().GetResult();
    }
}
