using System.Globalization;
using QontoEmulator.Quirks;

namespace QontoEmulator.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_said_gives_the_documented_defaults()
    {
        var settings = Read();

        settings.Should().Be(new Settings());
        foreach (var (setting, value) in Settings.All.Zip(Texts(settings)))
            value.Should().Be(setting.Default, setting.Name);
    }

    [Fact]
    public void Every_setting_has_a_flag_a_variable_and_a_meaning()
    {
        Settings.All.Select(setting => setting.Name).Should().OnlyHaveUniqueItems();
        foreach (var setting in Settings.All)
        {
            setting.Flag.Should().MatchRegex("^--[a-z-]+$");
            setting.Variable.Should().MatchRegex("^QONTO_EMULATOR_[A-Z_]+$");
            setting.Meaning.Should().EndWith(".");
        }
    }

    [Fact]
    public void Every_setting_is_read_from_its_flag_and_from_its_variable()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["port"] = "1234",
            ["host"] = "0.0.0.0",
            ["public-url"] = "https://qonto.test:8443",
            ["data"] = "/data/emulator.db",
            ["seed"] = "germany",
            ["now"] = "2027-01-02T03:04:05.0000000+00:00",
            ["profile"] = "documented",
            ["staging-token"] = "a",
            ["api-key-secret"] = "b",
            ["client-id"] = "c",
            ["client-secret"] = "d",
            ["user-password"] = "e",
            ["webhook-localhost"] = "host.docker.internal",
            ["webhook-certificates"] = "any",
        };
        values.Keys.Should().Equal(Settings.All.Select(setting => setting.Name));

        var byFlag = Read([.. values.SelectMany(pair => new[] { "--" + pair.Key, pair.Value })]);
        var byVariable = Settings.Read([], variable => values[Settings.All.Single(setting => setting.Variable == variable).Name]);

        Texts(byFlag).Should().Equal(values.Values);
        byVariable.Should().Be(byFlag);
    }

    [Fact]
    public void A_flag_beats_a_variable_and_a_variable_beats_the_default()
    {
        Settings.Read(["--port", "1"], variable => variable == "QONTO_EMULATOR_PORT" ? "2" : null).Port.Should().Be(1);
        Settings.Read([], variable => variable == "QONTO_EMULATOR_PORT" ? "2" : null).Port.Should().Be(2);
        Settings.Read([], variable => variable == "QONTO_EMULATOR_PORT" ? "" : null).Port.Should().Be(8080, "an empty variable counts as none");
    }

    [Fact]
    public void A_value_may_stand_behind_an_equals_sign_and_the_last_word_counts()
    {
        Read("--port=1", "--client-id=a=b").Should().Be(new Settings { Port = 1, ClientId = "a=b" });
        Read("--port", "1", "--port=2").Port.Should().Be(2);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    public void A_host_is_an_address_or_localhost(string said, string host) => Read("--host", said).Host.Should().Be(host);

    [Theory]
    [InlineData("http://qonto.test:8080/", "http://qonto.test:8080")]
    [InlineData("https://qonto.test/emulator//", "https://qonto.test/emulator")]
    [InlineData("http://[::1]:80", "http://[::1]:80")]
    public void A_public_url_ends_without_slash(string said, string url) => Read("--public-url", said).PublicUrl.Should().Be(url);

    [Theory]
    [InlineData("sandbox", "Sandbox")]
    [InlineData("DOCUMENTED", "Documented")]
    [InlineData("Production", "Production")]
    public void A_profile_is_named_in_any_case(string said, string profile) => Read("--profile", said).Profile.Should().Be(Enum.Parse<Profile>(profile));

    [Theory]
    [InlineData("2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z")]
    [InlineData("2026-11-22T09:00:00+02:00", "2026-11-22T07:00:00Z")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00Z")]
    public void A_start_time_is_utc_unless_it_says_otherwise(string said, string now) =>
        Read("--now", said).Now!.Value.UtcDateTime.Should().Be(DateTime.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));

    [Theory]
    [InlineData("port", "-1", "65536", "eighty", "80.0", "0x50", " 80", "99999999999999")]
    [InlineData("host", "qonto.test", "256.1.1.1", "http://127.0.0.1", " ")]
    [InlineData("public-url", "qonto.test", "ftp://qonto.test", "http://", "http://qonto.test/?x=1", "http://qonto.test/#x", "http://qönto.test", "http://a b", " http://a", "http://user:word@qonto.test")]
    [InlineData("now", "tomorrow", "2026-13-01", "1999-01-01", "2201-01-01", "12", "10:00")]
    [InlineData("profile", "staging", "1", "-1", "+2", " 1", "7", "sandbox,production")]
    [InlineData("staging-token", " ", "é", "a\nb", "\t")]
    [InlineData("api-key-secret", " ", "ü")]
    [InlineData("client-id", " ", "€")]
    [InlineData("client-secret", "\u007f")]
    [InlineData("user-password", "💥")]
    [InlineData("webhook-localhost", "http://host", "a b", "host:80", "/")]
    [InlineData("webhook-certificates", "none", "1")]
    public void A_value_that_cannot_be_used_is_refused_by_one_sentence_that_names_it(string name, params string[] values)
    {
        foreach (var value in values)
        {
            var setting = Settings.All.Single(setting => setting.Name == name);
            foreach (var read in new Action[] { () => Read(setting.Flag, value), () => Settings.Read([], variable => variable == setting.Variable ? value : null) })
                read.Should().Throw<SettingsException>(value).Which.Message.Should()
                    .StartWith($"{setting.Flag} (or {setting.Variable}) is '{value}', and must be ").And.EndWith(".");
        }
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("--colour=red")]
    [InlineData("-port")]
    [InlineData("port")]
    [InlineData("--PORT")]
    [InlineData("")]
    [InlineData("serve")]
    public void A_flag_that_there_is_not_is_named(string flag)
    {
        var read = () => Read(flag, "1");

        read.Should().Throw<SettingsException>().WithMessage($"There is no setting '{flag.Split('=')[0]}'; --help lists them all.");
    }

    [Fact]
    public void A_flag_without_value_is_named()
    {
        var read = () => Read("--seed", "default", "--port");

        read.Should().Throw<SettingsException>().WithMessage("--port needs a value.");
    }

    [Fact]
    public void Help_lists_every_setting_with_its_variable_meaning_and_default()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);

        Help.Print(output).Should().Be(0);

        foreach (var setting in Settings.All)
            output.ToString().Split('\n').Should().ContainSingle(line => line.TrimStart().StartsWith(setting.Flag + " ", StringComparison.Ordinal))
                .Which.Should().ContainAll(setting.Variable, setting.Meaning, setting.Default);
    }

    private static Settings Read(params string[] arguments) => Settings.Read(arguments, _ => null);

    // In the order of the list.
    private static string[] Texts(Settings settings) =>
    [
        settings.Port.ToString(CultureInfo.InvariantCulture), settings.Host, settings.PublicUrl ?? "", settings.Data ?? "", settings.Seed, settings.Now?.ToString("O") ?? "",
        settings.Profile.ToString().ToLowerInvariant(), settings.StagingToken, settings.ApiKeySecret, settings.ClientId, settings.ClientSecret, settings.UserPassword,
        settings.WebhookLocalhost ?? "", settings.WebhookCertificates.ToString().ToLowerInvariant(),
    ];
}
