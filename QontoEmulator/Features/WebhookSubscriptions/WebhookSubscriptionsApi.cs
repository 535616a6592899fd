using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Features.WebhookSubscriptions;

/// <summary>Who wants to be told of what. A subscription belongs to a member and an app; nobody else sees it (C27). Errors are flat here (C06).</summary>
internal static class WebhookSubscriptionsApi
{
    private const int MaxSubscriptions = 100;
    private const int MaxDescription = 256;
    private const int MinSecret = 32;
    private const int MaxSecret = 128;

    public static void MapWebhookSubscriptions(this IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.MapGroup("/v2/webhook_subscriptions");

        subscriptions.Get("", List).RequireScope("webhook").FlatErrors().Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        subscriptions.Post("", Create).RequireScope("webhook").FlatErrors().Idempotent();
        subscriptions.Get("{id}", Show).RequireScope("webhook").FlatErrors();
        subscriptions.Put("{id}", Replace).RequireScope("webhook").FlatErrors().Idempotent();
        subscriptions.Delete("{id}", Delete).RequireScope("webhook").FlatErrors().Idempotent();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var nullSecret = call.Is(Switches.WebhookSecretNull);
        return call.Page("subscriptions", Mine(call, call.Data), row => Answer.JsonBytes(writer => WebhookSubscriptionWire.Write(writer, row.Document, secret: null, nullSecret)));
    }

    private static ValueTask<Answer> Show(Call call) => Without(call, Own(call, call.Data));

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, wrongType: ErrorCatalog.WebhookFieldInvalid);
        var url = ReadUrl(call, body, isRequired: true);
        var (types, secret, description) = (ReadTypes(body), ReadSecret(body), ReadDescription(body));
        body.ThrowIfRefused();
        DemandScopes(call, types);

        return await call.Write(tx =>
        {
            if (Mine(call, tx).Count >= MaxSubscriptions)
                throw ErrorCatalog.TooManySubscriptions.Refuse($"A member has at most {MaxSubscriptions} subscriptions through one app; delete one.");
            var subscription = new WebhookSubscription
            {
                Id = tx.NewId(),
                OrganizationId = call.Caller.Organization.Id,
                MembershipId = call.Caller.Membership!.Id,
                ClientId = call.Caller.ClientId!,
                CallbackUrl = url!,
                Types = types,
                Secret = secret ?? call.Workspace.Secrets.NextWebhookSecret(),
                Description = description,
                CreatedAt = tx.Now,
                UpdatedAt = tx.Now,
            };
            tx.Put(subscription);
            return Answer.Json(201, writer => WebhookSubscriptionWire.Write(writer, subscription, subscription.Secret, nullSecret: false));
        });
    }

    // A full replacement (C26): what is not named is gone. Only the secret stays, whatever is sent as one.
    private static async ValueTask<Answer> Replace(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, wrongType: ErrorCatalog.WebhookFieldInvalid);
        var url = ReadUrl(call, body, isRequired: call.Is(Switches.WebhookPutNeedsUrl));
        var (types, description) = (ReadTypes(body), ReadDescription(body));
        _ = Own(call, call.Data);
        body.ThrowIfRefused();
        DemandScopes(call, types);

        return await call.Write(tx =>
        {
            var old = Own(call, tx);
            var subscription = old with { CallbackUrl = url ?? old.CallbackUrl, Types = types, Description = description, UpdatedAt = tx.Now };
            tx.Put(subscription);
            return Without(call, subscription);
        });
    }

    private static ValueTask<Answer> Delete(Call call) => call.Write(tx =>
    {
        var subscription = Own(call, tx);
        tx.Delete<WebhookSubscription>(subscription.Id);
        DeliveryQueue.Drop(tx, subscription.Id);
        return Answer.Empty(204);
    });

    private static string? ReadUrl(Call call, BodyReader body, bool isRequired)
    {
        var text = body.Text("callback_url");
        if (string.IsNullOrWhiteSpace(text))
        {
            if (!body.Has("callback_url") ? isRequired : text is not null)
                body.Refuse("callback_url", ErrorCatalog.CallbackUrlMissing);
        }
        else if (CallbackUrl.Parse(text) is not { } url)
        {
            body.Refuse("callback_url", ErrorCatalog.WebhookFieldInvalid, $"CallbackURL must be a URL of at most {CallbackUrl.MaxLength} characters");
        }
        else if (!CallbackUrl.IsPublicHttps(url) && !call.Is(Switches.WebhookHttpCallbacks))
        {
            body.Refuse("callback_url", ErrorCatalog.WebhookFieldInvalid, "CallbackURL must be https on a public host");
        }

        return text;
    }

    private static string[] ReadTypes(BodyReader body)
    {
        var types = body.Texts("types");
        if (!body.Has("types") || types is [])
            body.Refuse("types", ErrorCatalog.WebhookFieldInvalid, "Types is missing");
        var unknown = (types ?? []).Where(type => !WebhookTopics.Scopes.ContainsKey(type)).ToArray();
        if (unknown is not [])
            body.Refuse("types", ErrorCatalog.WebhookFieldInvalid, $"Types holds unknown ones: {string.Join(", ", unknown)}");
        return [.. (types ?? []).Distinct(StringComparer.Ordinal)];
    }

    private static string? ReadSecret(BodyReader body)
    {
        var secret = body.Text("secret");
        if (secret is not (null or { Length: >= MinSecret and <= MaxSecret }))
            body.Refuse("secret", ErrorCatalog.WebhookFieldInvalid, $"Secret must have {MinSecret} to {MaxSecret} characters");
        return secret;
    }

    private static string? ReadDescription(BodyReader body)
    {
        var description = body.Text("description");
        if (description?.Length > MaxDescription)
            body.Refuse("description", ErrorCatalog.WebhookFieldInvalid, $"Description has at most {MaxDescription} characters");
        return description;
    }

    private static void DemandScopes(Call call, string[] types)
    {
        var missing = types.Select(type => WebhookTopics.Scopes[type]).Except(call.Caller.Scopes, StringComparer.Ordinal).ToArray();
        if (missing is not [])
            throw ErrorCatalog.MissingScope.Refuse($"These types need the scope {string.Join(" and ", missing)} too; the token has: {string.Join(' ', call.Caller.Scopes)}.");
    }

    private static Selection<WebhookSubscription> Mine(Call call, Snapshot data)
    {
        var (member, app) = (call.Caller.Membership!.Id, call.Caller.ClientId);
        return data.Table<WebhookSubscription>().Select($"{member} {app}", subscription => subscription.MembershipId == member && subscription.ClientId == app);
    }

    private static WebhookSubscription Own(Call call, Snapshot data) =>
        call.FindOwn<WebhookSubscription>(data, call.Path("id"))?.Document is { } found && found.MembershipId == call.Caller.Membership!.Id && found.ClientId == call.Caller.ClientId
            ? found
            : throw ErrorCatalog.NotFound.Parameter("id", hint: $"This member has no subscription '{call.Path("id")}' through this app.");

    private static Answer Without(Call call, WebhookSubscription subscription)
    {
        var nullSecret = call.Is(Switches.WebhookSecretNull);
        return Answer.Json(200, writer => WebhookSubscriptionWire.Write(writer, subscription, secret: null, nullSecret));
    }
}
