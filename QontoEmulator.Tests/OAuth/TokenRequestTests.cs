using System.Net.Http.Headers;
using System.Text;
using QontoEmulator.Tests.Api;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>What the token endpoint asks of a request before any grant is looked at.</summary>
[Rule("§3.2", "§3.5")]
public sealed class TokenRequestTests(EmulatorServer server)
{
    private const string Path = "/oauth2/token";

    [Theory]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    [InlineData("refresh_token")]
    public async Task A_missing_field_is_an_invalid_request_that_names_it(string missing)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Nobody.PostForm(Path, [.. world.RefreshForm("any").Where(field => field.Name != missing)]);

        reply.ShouldBeOAuthError(400, "invalid_request");
        reply.Json.Text("error_description").Should().Contain(missing);
    }

    [Fact]
    public async Task A_code_grant_without_code_is_an_invalid_request()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.PostForm(Path, Form(world, "authorization_code"))).ShouldBeOAuthError(400, "invalid_request");
    }

    [Fact]
    public async Task An_unknown_code_is_an_invalid_grant()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.PostForm(Path, [.. Form(world, "authorization_code"), ("code", "ory_ac_unknown"), ("redirect_uri", "http://localhost/")]))
            .ShouldBeOAuthError(400, "invalid_grant");
    }

    [Theory]
    [InlineData("client_id", "unknown")]
    [InlineData("client_secret", "wrong")]
    [InlineData("client_secret", "")]
    [InlineData("client_secret", null)]
    public async Task A_client_that_cannot_prove_itself_is_invalid(string field, string? value)
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("refresh_token")!;
        var form = world.RefreshForm(token).Where(pair => pair.Name != field).Concat(value is null ? [] : [(field, value)]).ToArray();

        (await world.Nobody.PostForm(Path, form)).ShouldBeOAuthError(401, "invalid_client");

        (await world.Refresh(token)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Http_basic_is_refused_with_or_without_the_fields(bool withFields)
    {
        await using var world = await server.NewWorld();
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{world.ClientId}:{world.ClientSecret}"));
        var form = world.RefreshForm((await world.IssueTokens()).Text("refresh_token")!);

        var reply = await world.Nobody.With("Authorization", $"Basic {basic}")
            .PostForm(Path, [.. form.Where(field => withFields || !field.Name.StartsWith("client_", StringComparison.Ordinal))]);

        reply.ShouldBeOAuthError(401, "invalid_client");
    }

    [Theory]
    [InlineData("client_credentials")]
    [InlineData("password")]
    [InlineData("implicit")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code")]
    [InlineData("REFRESH_TOKEN")]
    public async Task Other_grants_are_not_offered(string grant)
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.PostForm(Path, Form(world, grant))).ShouldBeOAuthError(400, "unsupported_grant_type");
    }

    [Fact]
    public async Task The_client_proves_itself_before_its_grant_is_judged()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.PostForm(Path, ("grant_type", "password"), ("client_id", "unknown"))).ShouldBeOAuthError(401, "invalid_client");
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/v2/oauth2/token")]
    [InlineData("/oauth2/revoke")]
    public async Task A_body_that_is_no_form_is_an_invalid_request(string path)
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.Post(path, "{}")).ShouldBeOAuthError(400, "invalid_request");
        (await world.Nobody.Post(path)).ShouldBeOAuthError(400, "invalid_request");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "%%%&=&==&&a=%ff&\0=\0")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "grant_type=%")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", "grant_type=x")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\ncut off")]
    [InlineData("multipart/form-data; boundary=x", "")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header\r\n\r\n\r\n--x--")]
    public async Task A_broken_form_is_an_invalid_request(string contentType, string body)
    {
        await using var world = await server.NewWorld();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };

        (await world.Nobody.Send(HttpMethod.Post, Path, content)).ShouldBeOAuthError(400, "invalid_request");
    }

    [Fact]
    public async Task A_form_of_thousands_of_fields_or_of_megabytes_is_an_invalid_request()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.PostForm(Path, [.. Enumerable.Range(0, 5000).Select(i => ($"n{i}", "x"))])).ShouldBeOAuthError(400, "invalid_request");
        (await world.Nobody.PostForm(Path, ("grant_type", new string('x', 5_000_000)))).ShouldBeOAuthError(400, "invalid_request");
        (await world.Nobody.PostForm(Path, (new string('x', 5_000), "x"))).ShouldBeOAuthError(400, "invalid_request");
    }

    [Fact]
    public async Task A_form_of_40_megabytes_is_refused_in_the_form_of_the_oauth_host()
    {
        await using var world = await server.NewWorld();
        var head = $"POST {Path} HTTP/1.1\r\nHost: x\r\nX-Qonto-Staging-Token: {world.StagingToken}\r\nConnection: close\r\n" +
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 41943040\r\n\r\n";

        var reply = await RawHttp.Exchange(world.BaseUrl, "POST", Path, Encoding.ASCII.GetBytes(head));

        reply.Status.Should().Be(400);
        reply.Text.Should().Contain("\"error\":\"invalid_request\"");
    }

    private static (string, string)[] Form(World world, string grant) => [("grant_type", grant), ("client_id", world.ClientId), ("client_secret", world.ClientSecret)];
}
