using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>A request as handlers see it.</summary>
internal sealed class Call(HttpContext http, Visit visit, EndpointRules rules, Guid? idempotencyKey = null)
{
    private QueryReader? query;

    public HttpContext Http { get; } = http;

    public Workspace Workspace => visit.Workspace;

    public Store Store => visit.Workspace.Store;

    /// <summary>The state to answer from; what a write of this very call made is not in it.</summary>
    public Snapshot Data => visit.Data;

    public Caller Caller => visit.Caller;

    public string TraceId => visit.TraceId;

    public DateTimeOffset Now => visit.Workspace.Clock.Now;

    public ListPolicy ListPolicy => rules.ListPolicy ?? ListPolicy.NoList;

    public QueryReader Query => query ??= new(Http.Request.Query, ListPolicy, Is(Switches.ListErrors422));

    public bool Is(Switch quirk)
    {
        var on = Workspace.Is(quirk);
        Explain.Consulted(visit, quirk, on);
        return on;
    }

    /// <summary>The body as JSON. A value of the wrong type is 422 invalid.</summary>
    public ValueTask<BodyReader> ReadBody() => BodyReader.Read(Http.Request, wrongType: ErrorCatalog.ValueInvalid);

    /// <summary>The body as the payment families read it: a value of the wrong type is 400 not_a_string or invalid, and so is what is missing.</summary>
    /// <param name="missing">What an absent field is refused with.</param>
    public ValueTask<BodyReader> ReadPayment(ErrorKind missing) => BodyReader.Read(Http.Request, missing: missing);

    /// <summary>The same call, whose successful answer is to be kept under a key.</summary>
    public Call WithIdempotencyKey(Guid key) => new(Http, visit, rules, key);

    /// <summary>Makes a change and answers from it. A throw keeps nothing; a returned refusal keeps what it wrote.</summary>
    public async ValueTask<Answer> Write(Func<Tx, Answer> change)
    {
        var evicted = false;
        var answer = await Store.Write(tx =>
        {
            var made = change(tx);
            evicted = idempotencyKey is { } key && Idempotency.Remember(tx, key, made);
            return made;
        });
        if (evicted)
            Explain.Warn(Http, "An idempotency key was forgotten before its 30 minutes were over, to make room for newer ones.");
        return answer;
    }

    /// <summary>A path parameter as text.</summary>
    public string Path(string name) => (string?)Http.Request.RouteValues[name] ?? "";

    /// <summary>The document of the caller's organization that the path names. What is no uuid is an unknown id (A63).</summary>
    public Row<T> Own<T>(string parameter = "id") where T : Document, IOwned => Own<T>(Data, parameter);

    /// <summary>The same in another state; a write asks its transaction, because the tip may have moved on.</summary>
    public Row<T> Own<T>(Snapshot data, string parameter = "id") where T : Document, IOwned => FindOwn<T>(data, Path(parameter)) ??
        throw ErrorCatalog.NotFound.Parameter(parameter, hint: $"This organization has no {typeof(T).Name} '{Path(parameter)}'.");

    /// <summary>The caller's document of that id, or null.</summary>
    public Row<T>? FindOwn<T>(string id) where T : Document, IOwned => FindOwn<T>(Data, id);

    public Row<T>? FindOwn<T>(Snapshot data, string id) where T : Document, IOwned =>
        Guid.TryParseExact(id, "D", out var guid) && data.Table<T>().Find(guid) is { } row && row.Document.OrganizationId == Caller.Organization.Id ? row : null;

    /// <summary>All documents of the caller's organization in order of creation.</summary>
    public Selection<T> AllOwn<T>() where T : Document, IOwned => AllOwn<T>(Data);

    public Selection<T> AllOwn<T>(Snapshot data) where T : Document, IOwned
    {
        var organization = Caller.Organization.Id;
        return data.Table<T>().Select($"{organization}", document => document.OrganizationId == organization);
    }

    /// <summary>The page of a list that the query asks for, as <c>{"name":[...],"meta":{...}}</c>.</summary>
    public Answer Page<T>(string name, Selection<T> rows, Func<Row<T>, ReadOnlyMemory<byte>> json, bool withMeta = true) where T : Document
    {
        Query.ThrowIfRefused();
        return Pages.Write(name, rows, Query.Paging, json, withMeta, Is(Switches.ListPageBeyondLast422));
    }
}
