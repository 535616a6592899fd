using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Webhooks;

namespace QontoEmulator;

/// <summary>A setting that cannot be used; the message is one sentence that names it.</summary>
internal sealed class SettingsException(string message) : Exception(message);

/// <summary>One setting: its flag <c>--name</c>, and the variable <c>QONTO_EMULATOR_NAME</c> which the flag overrides.</summary>
internal sealed record Setting(string Name, string Default, string Meaning)
{
    public string Flag => "--" + Name;

    public string Variable => "QONTO_EMULATOR_" + Name.ToUpperInvariant().Replace('-', '_');
}

/// <summary>Everything that can be chosen at start. <see cref="All"/> is the list that the README's table is tested against.</summary>
internal sealed record Settings
{
    public static readonly IReadOnlyList<Setting> All =
    [
        new("port", "8080", "Port to listen on; 0 picks a free one and prints it."),
        new("host", "127.0.0.1", "Address to listen on; the image sets 0.0.0.0, all interfaces."),
        new("public-url", "", "Base of every URL that is handed out; without it the scheme and host of the request, forwarded headers included."),
        new("data", "", "File that keeps everything over restarts; without it all lives in memory."),
        new("seed", "default", "Data to begin with: a name under seed-data/, or the path of a folder."),
        new("now", "", "Time that the clock starts at, ISO 8601; without it the real time."),
        new("profile", "sandbox", "Which Qonto is played: sandbox, documented or production."),
        new("staging-token", "emulator-staging-token", "Staging token of the default workspace."),
        new("api-key-secret", "emulator-api-key-secret", "Secret of its API key; the login is the organization's slug."),
        new("client-id", "emulator-client-id", "OAuth client id of its app."),
        new("client-secret", "emulator-client-secret", "OAuth client secret of its app."),
        new("user-password", "emulator-password", "Password of every seeded user on the sign-in pages."),
        new("webhook-localhost", "", "Host that webhooks for localhost go to, such as host.docker.internal when the emulator runs in a container and the receiver does not."),
        new("webhook-certificates", "verify", "What certificate a webhook receiver must have: verify, as Qonto does, or any, which accepts self-signed ones."),
    ];

    public int Port { get; init; } = 8080;

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Without an end slash; null takes the request's own.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Path of the data file; null keeps everything in memory.</summary>
    public string? Data { get; init; }

    public string Seed { get; init; } = "default";

    public DateTimeOffset? Now { get; init; }

    public Profile Profile { get; init; }

    public string StagingToken { get; init; } = "emulator-staging-token";

    public string ApiKeySecret { get; init; } = "emulator-api-key-secret";

    public string ClientId { get; init; } = "emulator-client-id";

    public string ClientSecret { get; init; } = "emulator-client-secret";

    public string UserPassword { get; init; } = "emulator-password";

    /// <summary>A host name or address; null leaves localhost alone.</summary>
    public string? WebhookLocalhost { get; init; }

    public CertificateCheck WebhookCertificates { get; init; }

    /// <summary>Reads flags, then variables, then defaults.</summary>
    /// <exception cref="SettingsException">A flag is unknown or a value cannot be used.</exception>
    public static Settings Read(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        var flags = Flags(arguments);
        var values = All.ToDictionary(
            setting => setting.Name,
            setting => flags.GetValueOrDefault(setting.Name) ?? (variable(setting.Variable) is { Length: > 0 } set ? set : setting.Default),
            StringComparer.Ordinal);
        return new()
        {
            Port = int.TryParse(values["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
                ? port
                : throw Bad("port", values, "a number from 0 to 65535"),
            Host = values["host"] is "localhost" ? "127.0.0.1" : System.Net.IPAddress.TryParse(values["host"], out _) ? values["host"] : throw Bad("host", values, "an IP address or localhost"),
            PublicUrl = PublicUrlOf(values),
            Data = values["data"] is { Length: > 0 } data ? data : null,
            Seed = values["seed"],
            Now = values["now"].Length == 0 ? null
                : Timestamp.TryParse(values["now"], out var now) && now.Year is > 2000 and < 2200 ? now
                : throw Bad("now", values, "a time such as 2026-11-22T09:00:00Z"),
            Profile = OneOf<Profile>("profile", values, "sandbox, documented or production"),
            StagingToken = NotEmpty("staging-token", values),
            ApiKeySecret = NotEmpty("api-key-secret", values),
            ClientId = NotEmpty("client-id", values),
            ClientSecret = NotEmpty("client-secret", values),
            UserPassword = NotEmpty("user-password", values),
            WebhookLocalhost = values["webhook-localhost"] is not { Length: > 0 } host ? null
                : Uri.CheckHostName(host) != UriHostNameType.Unknown ? host
                : throw Bad("webhook-localhost", values, "a host name or IP address"),
            WebhookCertificates = OneOf<CertificateCheck>("webhook-certificates", values, "verify or any"),
        };
    }

    private static Dictionary<string, string> Flags(IReadOnlyList<string> arguments)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || All.All(setting => setting.Flag != name))
                throw new SettingsException($"There is no setting '{name}'; --help lists them all.");
            flags[name[2..]] = value ?? (++i < arguments.Count ? arguments[i] : throw new SettingsException($"{name} needs a value."));
        }

        return flags;
    }

    private static string? PublicUrlOf(Dictionary<string, string> values)
    {
        if (values["public-url"] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.All(c => c is > ' ' and <= '~') && text.AsSpan().IndexOfAny("?#@") < 0
            ? text.TrimEnd('/')
            : throw Bad("public-url", values, "an http or https address such as http://qonto.test:8080");
    }

    // Not by Enum.TryParse, which takes numbers and lists as well.
    private static T OneOf<T>(string name, Dictionary<string, string> values, string wanted) where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (string.Equals(known.ToString(), values[name], StringComparison.OrdinalIgnoreCase))
                return known;
        }

        throw Bad(name, values, wanted);
    }

    private static string NotEmpty(string name, Dictionary<string, string> values) =>
        string.IsNullOrWhiteSpace(values[name]) || values[name].Any(c => c is < ' ' or > '~') ? throw Bad(name, values, "printable ASCII text") : values[name];

    private static SettingsException Bad(string name, Dictionary<string, string> values, string wanted) =>
        new($"--{name} (or {All.First(setting => setting.Name == name).Variable}) is '{values[name]}', and must be {wanted}.");
}
