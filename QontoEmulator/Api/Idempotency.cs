using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>The first successful answer to a key, given again for 30 minutes whatever the body says (platform.md 8).</summary>
internal sealed record RememberedAnswer : Document
{
    public required int Status { get; init; }

    public string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>One piece for every route: who holds a key, what it answered, and that two at once are refused.</summary>
internal static class Idempotency
{
    public const string Header = "X-Qonto-Idempotency-Key";
    public const string ForgetJob = "idempotency.forget";

    public static readonly IReadOnlyList<Order<RememberedAnswer>> ByExpiry =
    [
        new("expires_at", _ => default, (x, y) => x.ExpiresAt.CompareTo(y.ExpiresAt) is var order and not 0 ? order : x.Id.CompareTo(y.Id)),
    ];

    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <summary>Answers a known key at once; otherwise lets the call go on alone with its key.</summary>
    public static async ValueTask<Answer> Guard(Call call, Handler handler)
    {
        if (KeyOf(call) is not { } key)
        {
            return call.Is(Switches.StrictIdempotency)
                ? throw ErrorCatalog.MissingIdempotencyKey.Refuse($"Switch strict-idempotency is on; send {Header}.")
                : await handler(call);
        }

        var inFlight = call.Workspace.IdempotencyInFlight;
        if (!inFlight.TryAdd(key, true))
        {
            Explain.Refusal(call.Http, 409, "Another request with this idempotency key is being answered.");
            return Answer.Json(409, "{\"error\":\"Concurrent requests detected\"}"u8.ToArray());
        }

        try
        {
            // Looked up once the key is held: what a request before this one committed is seen for certain.
            if (call.Store.Current.Find<RememberedAnswer>(key) is { } known && known.ExpiresAt > call.Now)
            {
                Explain.Step(call.Http, Stage.Idempotency, "the key is known: its first answer is given again, the body is not read");
                return Answer.Of(known.Status, known.ContentType, known.Body);
            }

            Explain.Step(call.Http, Stage.Idempotency, "the key is new");
            return await handler(call.WithIdempotencyKey(key));
        }
        finally
        {
            inFlight.TryRemove(key, out _);
        }
    }

    /// <summary>Keeps an answer with the change that made it. Only 2xx are kept, so that everything else can be tried again.</summary>
    /// <returns>Whether an older answer had to go before its time to make room.</returns>
    public static bool Remember(Tx tx, Guid key, Answer answer)
    {
        if (answer.Status is < 200 or > 299)
            return false;
        tx.Put(new RememberedAnswer { Id = key, Status = answer.Status, ContentType = answer.ContentType, Body = answer.Bytes, ExpiresAt = tx.Now + Life });
        tx.At(tx.Now + Life, ForgetJob, key);

        if (tx.Table<RememberedAnswer>().Count <= MostRemembered)
            return false;
        tx.Delete<RememberedAnswer>(tx.Table<RememberedAnswer>().Ordered(0, default)[0].Document.Id);
        return true;
    }

    public static void Forget(Tx tx, Job job)
    {
        if (tx.Find<RememberedAnswer>(job.Subject) is { } remembered && remembered.ExpiresAt <= tx.Now)
            tx.Delete<RememberedAnswer>(job.Subject);
    }

    /// <summary>A key counts per organization, client and route; case and space around it do not matter, and an empty one is none.</summary>
    private static Guid? KeyOf(Call call)
    {
        var sent = call.Http.Request.Headers[Header].ToString().Trim().ToLowerInvariant();
        if (sent.Length == 0)
            return null;
        var scope = $"{call.Caller.Organization.Id} {call.Caller.ClientId} {call.Http.Request.Method} {call.Http.Request.Path.Value} {sent}";
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(scope)).AsSpan(0, 16));
    }
}

[JsonSerializable(typeof(RememberedAnswer))]
internal sealed partial class IdempotencyJson : JsonSerializerContext;
