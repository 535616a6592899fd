using System.Net;
using System.Text;
using FluentAssertions.Specialized;

namespace QontoEmulator.Tests.Contract;

public sealed class AnswerCheckerTests
{
    private const string Trace = "0123456789abcdef0123456789abcdef";
    private const string NotFound = $$"""{"errors":[{"code":"not_found","detail":"no"}],"trace_id":"{{Trace}}"}""";
    private const string Labels =
        """{"labels":[],"meta":{"current_page":1,"next_page":null,"prev_page":null,"total_pages":1,"total_count":0,"per_page":100}}""";
    private const string Token = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl";

    [Theory]
    [InlineData("GET", "/v2/labels", 200, Labels)]
    [InlineData("GET", "/v2/labels/x", 404, NotFound)]
    [InlineData("PUT", "/v2/labels/x", 404, NotFound)]
    [InlineData("GET", "/v2/labels", 400, """{"errors":[{"code":"invalid","detail":"no","source":{"parameter":"page"}}],"trace_id":"#"}""")]
    [InlineData("GET", "/v2/transactions", 422, """{"errors":[{"code":"not_in_list","detail":"no","source":{"parameter":"status"}}],"trace_id":"#"}""")]
    [InlineData("POST", "/v2/cards", 428, $$"""{"code":"sca_required","message":"SCA required","action_type":"card.create","sca_session_token":"{{Token}}","trace_id":"#"}""")]
    [InlineData("POST", "/v2/cards", 428, """{"code":"sca_not_enrolled","message":"You must enable SCA to perform this action","trace_id":"#"}""")]
    [InlineData("POST", "/v2/cards", 412, """{"message":"expired","code":"sca_session_invalid"}""")]
    [InlineData("POST", "/v2/cards", 422, """{"errors":{"message":"Not found"},"trace_id":"#"}""")]
    [InlineData("POST", "/v2/cards", 409, """{"error":"Concurrent requests detected"}""")]
    [InlineData("POST", "/v2/webhook_subscriptions", 400, """{"code":"bad_request","detail":"CallbackURL is missing"}""")]
    [InlineData("POST", "/v2/webhook_subscriptions", 400, """{"errors":[{"code":"bad_request","detail":"CallbackURL is missing"}],"trace_id":"#"}""")]
    [InlineData("POST", "/oauth2/token", 401, """{"error":"invalid_client","error_description":"no"}""")]
    [InlineData("POST", "/oauth2/revoke", 400, """{"error":"invalid_request","error_description":"no"}""")]
    [InlineData("GET", "/register/registrations/x", 404, """{"errors":[{"code":"not_found","detail":"no"}]}""")]
    [InlineData("POST", "/v2/sepa/verify_payee", 504, """{"errors":[{"code":"GATEWAY_TIMEOUT_ERROR_UNSPECIFIED","title":"no","status":"504"}],"trace_id":"#"}""")]
    [InlineData("GET", "/v2/organizations/acme", 410, """{"errors":[{"code":"gone","detail":"no"}],"trace_id":"#"}""")]
    public void What_the_contract_says_passes(string method, string path, int status, string body) => Check(method, path, status, body);

    [Theory]
    [InlineData("GET", "/v2/labels", 200, """{"labels":[]}""", "/: required key meta is missing")]
    [InlineData("GET", "/v2/labels", 201, Labels, "status is not one of 200")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"no"}]}""", "required key trace_id is missing")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"no"}],"trace_id":"00000000000000000000000000000000"}""", "/trace_id: is 00000000000000000000000000000000, X-Tyk-Trace-Id is 0123")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"label_not_found","detail":"no"}],"trace_id":"#"}""", "404 label_not_found is no answer the contract knows here")]
    [InlineData("GET", "/v2/labels", 500, """{"errors":[{"code":"internal_server_error","detail":"no"}],"trace_id":"#"}""", "500 internal_server_error is no answer")]
    [InlineData("GET", "/v2/labels", 500, """{"errors":[],"trace_id":"#"}""", "500 - is no answer")]
    [InlineData("GET", "/v2/labels", 428, """{"code":"sca_not_enrolled","message":"no","trace_id":"#"}""", "428 sca_not_enrolled is no answer")]
    [InlineData("POST", "/v2/cards", 428, """{"code":"sca_required","message":"SCA required","trace_id":"#"}""", "required key sca_session_token is missing")]
    [InlineData("GET", "/register/registrations/x", 404, NotFound, "/trace_id: unknown key (onboarding errors)")]
    [InlineData("POST", "/oauth2/token", 401, NotFound, "required key error is missing")]
    [InlineData("GET", "/v2/ghosts", 200, "{}", "the contract has no such operation")]
    [InlineData("GET", "/v2/labels", 302, "", "status is not one of 200")]
    [InlineData("GET", "/v2/labels", 200, "{", "the body calls itself JSON and is not")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"a & b"}],"trace_id":"#"}""", "& is written as it is")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"\u00e9"}],"trace_id":"#"}""", @"\u00e9 is escaped")]
    [InlineData("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"\u003C"}],"trace_id":"#"}""", @"\u003C is escaped")]
    public void What_it_does_not_say_is_refused(string method, string path, int status, string body, string problem) =>
        Refused(() => Check(method, path, status, body)).WithMessage($"{method} {path} answered {status}*{problem}*");

    [Fact]
    public void Every_answer_has_a_trace_id() =>
        Refused(() => Check("GET", "/_emulator/health", 200, "{}", trace: null)).WithMessage("*X-Tyk-Trace-Id is absent*");

    [Fact]
    public void Nothing_else_is_asked_outside_the_contract() => Check("GET", "/_emulator/health", 500, "<&>");

    [Fact]
    public void The_wire_escapes_of_the_contract_pass() =>
        Check("GET", "/v2/labels/x", 404, """{"errors":[{"code":"not_found","detail":"\u003ca\u003e \u0026 \u2028 \u0001 \\u00e9 é"}],"trace_id":"#"}""");

    [Theory]
    [InlineData(302, "text/html", "", "http://localhost/qonto.onelogin.com/login")]
    [InlineData(200, "text/html", "<title>OneLogin</title>", null)]
    public void The_staging_gate_stands_before_every_operation(int status, string type, string body, string? location) =>
        Check("POST", "/v2/labels", status, body, contentType: type, location: location);

    [Fact]
    public void The_gateway_answers_plain_text_only_where_a_route_may_be_missing()
    {
        Check("GET", "/v2/ghosts", 404, "404 page not found", contentType: "text/plain");
        Check("GET", "/userinfo", 404, "404 page not found", contentType: "text/plain");
        Refused(() => Check("GET", "/v2/labels", 404, "404 page not found", contentType: "text/plain"));
    }

    [Fact]
    public void A_quirk_may_leave_out_what_the_schema_wants()
    {
        var page = Labels.Replace("\"next_page\":null,", "", StringComparison.Ordinal);
        Check("GET", "/v2/cards", 200, page.Replace("labels", "cards", StringComparison.Ordinal));
        Refused(() => Check("GET", "/v2/labels", 200, page)).WithMessage("*required key next_page is missing*");
    }

    [Fact]
    public void A_described_file_has_its_type_and_an_undescribed_body_is_empty()
    {
        Check("GET", "/v2/bank_accounts/x/iban_certificate", 200, "%PDF", contentType: "application/pdf");
        Refused(() => Check("GET", "/v2/bank_accounts/x/iban_certificate", 200, "{}")).WithMessage("*expected application/pdf*");
        Check("DELETE", "/v2/clients/x", 204, "", contentType: null);
        Refused(() => Check("DELETE", "/v2/clients/x", 204, "{}")).WithMessage("*expected no body*");
    }

    // An absent operation: what it answers here is not taken for the app's work in the conformance table.
    [Fact]
    public async Task The_handler_leaves_the_content_readable_and_notes_what_it_saw()
    {
        const string proof = "http://localhost/v2/sepa/transfers/x/proof";
        using var inner = new Canned(NotFound);
        using var handler = new ContractHandler(inner);
        using var client = new HttpClient(handler);

        var response = await client.GetAsync(proof, TestContext.Current.CancellationToken);

        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be(NotFound);
        Exercised.Seen(ContractFacts.Match("GET", new Uri(proof).AbsolutePath)!, 404, "not_found").Should().BeTrue();
        inner.Body = "{}";
        await FluentActions.Awaiting(() => client.GetAsync(proof, TestContext.Current.CancellationToken)).Should().ThrowAsync<ContractViolation>();
    }

    [Theory]
    [InlineData("GET", "/oauth2/auth", 302, "", "https://app.test/back?error=invalid_scope&state=x", "invalid_scope")]
    [InlineData("POST", "/v2/cards", 412, """{"message":"expired","code":"x"}""", null, "-")]
    [InlineData("POST", "/v2/cards", 422, """{"errors":{"message":"Not found"}}""", null, "-")]
    [InlineData("POST", "/oauth2/token", 400, """{"error":"invalid_grant"}""", null, "invalid_grant")]
    [InlineData("POST", "/v1/encoded_requests/dispatch", 428, """{"data":"eyJoZWFkZXJzIjp7fSwiYm9keSI6eyJjb2RlIjoic2NhX3JlcXVpcmVkIn19"}""", null, "sca_required")]
    public void Codes_are_found_in_every_form_of_an_error(string method, string path, int status, string body, string? location, string code) =>
        Seen(method, path, status, body, "application/json", Trace, location).Codes.Should().Equal(code);

    private static ExceptionAssertions<ContractViolation> Refused(Action check) => check.Should().Throw<ContractViolation>();

    private static void Check(
        string method, string path, int status, string body, string? contentType = "application/json", string? trace = Trace, string? location = null) =>
        AnswerChecker.Check(Seen(method, path, status, body, contentType, trace, location));

    private static SeenAnswer Seen(string method, string path, int status, string body, string? contentType, string? trace, string? location) => new(
        method,
        new Uri("http://localhost" + path),
        status,
        name => name switch { "X-Tyk-Trace-Id" => trace, "Location" => location, _ => null },
        contentType,
        Encoding.UTF8.GetBytes(body.Replace("\"#\"", $"\"{Trace}\"", StringComparison.Ordinal)));

    private sealed class Canned(string body) : HttpMessageHandler
    {
        public string Body { get; set; } = body;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request };
            response.Content = new StringContent(Body, Encoding.UTF8, "application/json");
            response.Headers.Add("X-Tyk-Trace-Id", Trace);
            return Task.FromResult(response);
        }
    }
}
