using QontoEmulator.Journal;

namespace QontoEmulator.Tests.Journal;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("Bearer ory_at_secret", "Bearer ***")]
    [InlineData("ateliers-chimerand-2741:secret", "ateliers-chimerand-2741:***")]
    [InlineData("Basic c2VjcmV0", "Basic ***")]
    [InlineData("secret", "***")]
    public void Of_a_header_only_the_kind_is_left(string value, string masked) => Masking.Header(value).Should().Be(masked);

    [Theory]
    [InlineData("grant_type=authorization_code&code=secret&client_id=app&client%5Fsecret=secret", "grant_type=authorization_code&code=***&client_id=app&client%5Fsecret=***")]
    [InlineData("refresh_token=secret", "refresh_token=***")]
    [InlineData("code_verifier=secr", "code_verifier=***")]
    public void Forms_lose_the_values_of_secret_fields(string form, string masked) =>
        Masking.Body(form, "application/x-www-form-urlencoded; charset=utf-8").Should().Be(masked);

    [Theory]
    [InlineData("""{"access_token":"secret","scope":"a"}""", """{"access_token":"***","scope":"a"}""")]
    [InlineData("""{"password" : "se\"cret"}""", """{"password" : "***"}""")]
    [InlineData("""{"sca_session_token":"secr""", """{"sca_session_token":"***""")]
    [InlineData("""{"vop_proof_token":"1|1|2|secret"}""", """{"vop_proof_token":"***"}""")]
    [InlineData("""{"proof_token":{"token":"1|1|2|secret"}}""", """{"proof_token":{"token":"***"}}""")]
    [InlineData("""{"errors":[{"code":"not_found"}]}""", """{"errors":[{"code":"not_found"}]}""")]
    [InlineData("""{"x":"ory_rt_abc.def"}""", """{"x":"***"}""")]
    [InlineData("""{"url":"http://h/f?X-Amz-Date=1\u0026X-Amz-Signature=0af9"}""", """{"url":"http://h/f?X-Amz-Date=1\u0026X-Amz-Signature=***"}""")]
    public void Json_loses_the_values_of_secret_members_even_when_it_is_cut_off(string json, string masked) => Masking.Body(json, "application/json").Should().Be(masked);

    [Fact]
    public void Addresses_lose_session_tokens_and_codes()
    {
        var token = new string('t', 64);

        Masking.Url($"/v2/mocked_sca_sessions/{token}/allow").Should().Be("/v2/mocked_sca_sessions/***/allow");
        Masking.Url($"No route knows the path /v2/sca/sessions/{token}.").Should().Be("No route knows the path /v2/sca/sessions/***.");
        Masking.Url("https://app.example/callback?code=ory_ac_x&state=abc").Should().Be("https://app.example/callback?code=***&state=abc");
        Masking.Url("/v2/labels/0af7651916cd43dd8448eb211c80319c0af7651916cd43dd8448eb211c80319").Should().EndWith("80319", "63 characters are no session token");
    }
}
