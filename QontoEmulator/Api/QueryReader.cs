using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace QontoEmulator.Api;

/// <summary>The page that was asked for; both from 1.</summary>
internal readonly record struct Paging(int Page, int PerPage);

/// <summary>The sort that was asked for: which of the list's properties, and which way.</summary>
internal readonly record struct Sorting(string Property, bool Descending);

/// <summary>Reads query parameters and collects what is wrong with them, so that all of it is answered at once. Unknown names are ignored.</summary>
internal sealed class QueryReader(IQueryCollection query, ListPolicy policy, bool refuseWith422)
{
    // A list refuses any other value as it refuses a page; what is no list gives the answer that common.yaml has for a refused value.
    private readonly Refusing invalid = policy.OnBadPage ?? new(422, ErrorCatalog.Invalid.Code);
    private readonly List<(int Status, ApiError Error)> refused = [];
    private Paging? paging;

    /// <summary>One value; null when the parameter is absent or empty.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) && values[^1] is { Length: > 0 } text ? text : null;

    /// <summary>Several values, in any of the spellings that clients use: <c>n[]=a&amp;n[]=b</c>, <c>n=a&amp;n=b</c> and <c>n=a,b</c>.</summary>
    public IReadOnlyList<string> Values(params IReadOnlyList<string> names)
    {
        var values = new List<string>();
        foreach (var name in names)
        {
            Collect(query[name + "[]"], values);
            Collect(query[name], values);
        }

        return values;
    }

    /// <summary>Several values of an enum. Refused values are left out.</summary>
    /// <param name="name">Parameter without brackets; errors name it so.</param>
    /// <param name="allowed">The values this parameter knows; all of the enum when absent.</param>
    /// <param name="alias">Another name that is read too.</param>
    public IReadOnlyList<T> Enums<T>(string name, Func<T, bool>? allowed = null, string? alias = null) where T : struct, Enum
    {
        List<T>? found = null;
        foreach (var text in alias is null ? Values(name) : Values(name, alias))
        {
            if (WireNames<T>.TryParse(text, out var value) && (allowed is null || allowed(value)))
                (found ??= []).Add(value);
            else
                Refuse(policy.OnBadEnum, name, $"{text} is not included in the list");
        }

        return found ?? [];
    }

    public T? Enum<T>(string name) where T : struct, Enum => Enums<T>(name) is [.., var last] ? last : null;

    public bool? Flag(string name)
    {
        switch (Text(name))
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var text:
                Refuse(invalid, name, $"{text} is neither true nor false");
                return null;
        }
    }

    /// <summary>A moment in UTC. A plain date means its midnight, for upper ends as well (A09).</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (TryParseTime(text, out var time))
            return time;
        Refuse(policy.OnBadDate ?? invalid, name, $"{text} is not a date");
        return null;
    }

    /// <summary>A month, as MM-YYYY or as the month of a date.</summary>
    public Month? Month(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Api.Month.TryParse(text, out var month))
            return month;
        if (TryParseTime(text, out var time))
            return Api.Month.Of(time);
        Refuse(policy.OnBadDate ?? invalid, name, $"{text} is not a month");
        return null;
    }

    /// <summary>The <c>sort_by</c> parameter, as <c>property:asc</c> or <c>property:desc</c>.</summary>
    public Sorting Sort(params ReadOnlySpan<string> properties)
    {
        if (Text("sort_by") is { } text)
        {
            if (TryParseSort(text, properties, out var sorting))
                return sorting;
            Refuse(policy.OnBadSort, "sort_by", $"{text} is not included in the list");
        }

        return TryParseSort(policy.DefaultSort, properties, out var standard) ? standard : throw new InvalidOperationException("The policy's default sort is none of the list's properties.");
    }

    /// <summary>page, or its older name current_page, and per_page, which is cut down to the list's maximum (A13, A14).</summary>
    public Paging Paging => paging ??= new(
        Count("page") ?? (Text("page") is null ? Count("current_page") : null) ?? 1,
        Math.Min(Count("per_page") ?? policy.DefaultPerPage, policy.MaxPerPage));

    public void Refuse(Refusing? refusing, string parameter, string detail)
    {
        if (refusing is var (status, code))
            refused.Add((refuseWith422 ? 422 : status, new(code, detail, Parameter: parameter)));
    }

    /// <summary>Ends the reading: everything that is wrong is answered at once, the page included.</summary>
    public void ThrowIfRefused()
    {
        _ = Paging;
        if (refused.Count > 0)
            throw new ApiException(refused[0].Status, [.. refused.Select(entry => entry.Error)], $"Query parameter '{refused[0].Error.Parameter}': {refused[0].Error.Detail}.");
    }

    private static bool TryParseSort(string text, ReadOnlySpan<string> properties, out Sorting sorting)
    {
        var (property, direction) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
        sorting = new(property, direction is "desc");
        return direction is "asc" or "desc" && properties.Contains(property);
    }

    // An unescaped + of an offset arrives as a space.
    private static bool TryParseTime(string text, out DateTimeOffset time) => Timestamp.TryParse(text.Replace(' ', '+'), out time);

    private static void Collect(StringValues found, List<string> into)
    {
        foreach (var value in found)
            into.AddRange((value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private int? Count(string name)
    {
        if (policy.OnBadPage is null || Text(name) is not { } text)
            return null;
        if (text.All(char.IsAsciiDigit) && text.Any(digit => digit != '0'))
            return int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;
        Refuse(policy.OnBadPage, name, $"{text} is not a number from 1");
        return null;
    }
}
