using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>What the pipeline has found out about a request so far.</summary>
internal sealed class Visit(Workspace workspace, bool passesWall)
{
    /// <summary>The workspace the request belongs to; the default one when nothing names another.</summary>
    public Workspace Workspace { get; } = workspace;

    /// <summary>Whether a valid staging token came with the request.</summary>
    public bool PassesWall { get; } = passesWall;

    public string TraceId { get; } = workspace.Chance.NextHex();

    public string RequestId { get; } = workspace.Chance.NextGuid().ToString();

    /// <summary>The state that the request is answered from, taken once.</summary>
    public Snapshot Data { get; } = workspace.Store.Current;

    public Caller Caller { get; set; } = Caller.Nobody;

    /// <summary>How the request was decided, step by step; <see cref="Explain"/> adds to it.</summary>
    public List<Step> Trail { get; } = new(8);

    /// <summary>What it is answered with, once that is being sent.</summary>
    public Answer? Answer { get; set; }

    public static Visit Of(HttpContext http) => http.Features.Get<Visit>() ?? throw new InvalidOperationException("The pipeline has not resolved this request yet.");
}
