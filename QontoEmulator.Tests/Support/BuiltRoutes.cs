using Microsoft.AspNetCore.Routing;
using QontoEmulator.Api;

namespace QontoEmulator.Tests.Support;

/// <summary>The routes that the app really maps, with what each says of itself.</summary>
internal static class BuiltRoutes
{
    private static readonly Lazy<IReadOnlyDictionary<(string Method, string Path), EndpointRules>> Mapped = new(() =>
    {
        using var app = EmulatorApp.Build(Settings.Read(["--port", "0"], _ => null), TimeProvider.System);
        return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToDictionary(
            endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], "/" + endpoint.RoutePattern.RawText!.Trim('/')),
            endpoint => endpoint.Metadata.GetMetadata<EndpointRules>()!);
    });

    public static IReadOnlySet<(string Method, string Path)> All => Mapped.Value.Keys.ToHashSet();

    public static EndpointRules RulesOf(string method, string path) => Mapped.Value[(method, path)];
}
