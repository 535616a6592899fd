using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.3", "§3.5")]
public sealed class IdTokenTests(EmulatorServer server)
{
    private const string Scope = "openid offline_access organization.read";

    [Fact]
    public async Task It_is_signed_by_a_published_key_and_says_who_signed_in_when_and_where()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var visitor = await new OAuthVisitor(world).SignIn();
        await world.Advance("PT5M");
        var code = await visitor.Code(("scope", Scope), ("nonce", "n-0S6_WzA2Mj"));
        await world.Advance("PT1M");

        var tokens = (await world.Exchange(code)).Json;
        var (header, claims) = await Verified(world, tokens.Text("id_token")!);

        header.Text("alg").Should().Be("RS256");
        header.Text("kid").Should().MatchRegex("^private:[0-9a-f]{8}-[0-9a-f-]{27}$");
        claims.EnumerateObject().Select(claim => claim.Name).Should().BeEquivalentTo(
            "at_hash", "aud", "auth_time", "email", "exp", "iat", "iss", "jti", "nonce", "rat", "sid", "sub");
        claims.Items("aud").Select(aud => aud.GetString()).Should().Equal(world.ClientId);
        claims.Text("iss").Should().Be(world.BaseUrl.ToString().TrimEnd('/'));
        claims.Text("sub").Should().Be("a7791fd8-49b5-4f08-bda6-c3467055e7a7");
        claims.Text("email").Should().Be(world.Info.Text("user.email"));
        claims.Text("nonce").Should().Be("n-0S6_WzA2Mj");
        claims.Text("at_hash").Should().Be(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(tokens.Text("access_token")!)).AsSpan(0, 16)));
        (Seconds(claims, "exp") - Seconds(claims, "iat")).Should().Be(3600);
        (Seconds(claims, "iat") - Seconds(claims, "rat")).Should().Be(60);
        (Seconds(claims, "rat") - Seconds(claims, "auth_time")).Should().Be(300);
        Guid.TryParse(claims.Text("jti"), out _).Should().BeTrue();
        Guid.TryParse(claims.Text("sid"), out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_refresh_renews_it_for_the_same_sign_in()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var tokens = (await world.Exchange(await (await new OAuthVisitor(world).SignIn()).Code(("scope", Scope)))).Json;
        var (_, first) = await Verified(world, tokens.Text("id_token")!);
        await world.Advance("PT10M");

        var (_, second) = await Verified(world, (await world.Refresh(tokens.Text("refresh_token")!)).Json.Text("id_token")!);
        var narrowed = (await world.Refresh(tokens.Text("refresh_token")!, ("scope", "offline_access organization.read"))).Json;

        (Seconds(second, "iat") - Seconds(first, "iat")).Should().Be(600);
        (second.Text("sid"), Seconds(second, "auth_time"), second.Text("sub")).Should().Be((first.Text("sid"), Seconds(first, "auth_time"), first.Text("sub")));
        second.Text("jti").Should().NotBe(first.Text("jti"));
        narrowed.TryGetProperty("id_token", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Each_workspace_signs_with_a_key_of_its_own_that_the_address_or_the_staging_token_names()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();

        var byToken = (await here.Nobody.Get("/.well-known/jwks.json")).Text;
        var byAddress = (await server.Stranger().Get($"/.well-known/jwks.json?workspace={here.Info.Text("id")}")).Text;
        var other = (await there.Nobody.Get("/.well-known/jwks.json")).Text;

        byAddress.Should().Be(byToken).And.NotBe(other);
        (await server.Stranger().Get("/.well-known/jwks.json")).Json.Items("keys").Should().ContainSingle("the keys pass the wall");
        byToken.Should().NotContain("\"d\"").And.NotContain("\"p\"");
    }

    [Fact]
    public async Task The_key_survives_reset_and_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string before;
        await using (var emulator = await OwnEmulator.Start("--data", file))
        {
            before = (await emulator.Stranger().Get("/.well-known/jwks.json")).Text;
            (await emulator.Stranger().Post("/_emulator/reset")).Status.Should().Be(200);
            (await emulator.Stranger().Get("/.well-known/jwks.json")).Text.Should().Be(before);
        }

        await using (var emulator = await OwnEmulator.Start("--data", file))
            (await emulator.Stranger().Get("/.well-known/jwks.json")).Text.Should().Be(before);
    }

    [Fact]
    [Rule("Q50")]
    public async Task Discovery_and_userinfo_are_unknown_as_on_the_real_hosts_until_their_switch_is_on()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("openid");
        foreach (var path in new[] { "/.well-known/openid-configuration", "/userinfo" })
            (await member.Get(path)).Header("Content-Type").Should().Be("text/plain; charset=utf-8");

        await world.Switch("""{"oauth-discovery":true}""");

        var discovered = (await server.Stranger().Get($"/.well-known/openid-configuration?workspace={world.Info.Text("id")}")).Json;
        discovered.Text("issuer").Should().Be(world.BaseUrl.ToString().TrimEnd('/'));
        (await server.Stranger().Get(discovered.Text("jwks_uri")!)).Text.Should().Be((await world.Nobody.Get("/.well-known/jwks.json")).Text);
        discovered.Items("scopes_supported").Should().HaveCount(43);
        var info = (await member.Get("/userinfo")).Json;
        (info.Text("sub"), info.Text("email")).Should().Be(("a7791fd8-49b5-4f08-bda6-c3467055e7a7", world.Info.Text("user.email")));
        (await world.Nobody.Get("/userinfo")).Status.Should().Be(401);
        (await (await world.SignIn("organization.read")).Get("/userinfo")).Status.Should().Be(403);
    }

    private static async Task<(JsonElement Header, JsonElement Claims)> Verified(World world, string token)
    {
        var parts = token.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var key = (await world.Nobody.Get("/.well-known/jwks.json")).Json.Items("keys").Single(key => key.Text("kid") == header.Text("kid"));
        (key.Text("kty"), key.Text("alg"), key.Text("use")).Should().Be(("RSA", "RS256", "sig"));
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(key.Text("n")), Exponent = Base64Url.DecodeFromChars(key.Text("e")) });
        rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
        return (header, JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement);
    }

    private static long Seconds(JsonElement claims, string name) => claims.At(name).GetInt64();
}
