namespace QontoEmulator.Api;

/// <summary>One entry of <c>errors[]</c>; at most one of pointer (into the body) and parameter (of the query) is set.</summary>
internal readonly record struct ApiError(string Code, string Detail, string? Pointer = null, string? Parameter = null);

/// <summary>A refusal that keeps nothing of what the request had begun.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="errors">What is wrong, all of it at once.</param>
/// <param name="hint">For the header <c>X-Emulator-Hint</c>: why, and what to do. Never part of the body.</param>
internal sealed class ApiException(int status, IReadOnlyList<ApiError> errors, string? hint = null) : Exception(errors[0].Detail)
{
    public int Status { get; } = status;

    public IReadOnlyList<ApiError> Errors { get; } = errors;

    public string? Hint { get; } = hint;
}
