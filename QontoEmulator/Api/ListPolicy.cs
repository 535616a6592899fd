namespace QontoEmulator.Api;

/// <summary>How a list refuses one kind of bad parameter.</summary>
internal readonly record struct Refusing(int Status, string Code);

/// <summary>What one list does with its query: <c>x-list</c> of the contract. A null answer means the list has no such parameter.</summary>
internal sealed record ListPolicy
{
    public static readonly ListPolicy Default = new();

    /// <summary>The whole collection at once, without meta.</summary>
    public static readonly ListPolicy Unpaged = new() { Paged = false, OnBadPage = null, OnBadEnum = null, OnBadSort = null };

    /// <summary>For operations that are no list: they know no page, yet may refuse a value like lists do.</summary>
    public static readonly ListPolicy NoList = new() { Paged = false, OnBadPage = null };

    public bool Paged { get; init; } = true;

    public int DefaultPerPage { get; init; } = 100;

    /// <summary>A larger per_page is cut down to this silently.</summary>
    public int MaxPerPage { get; init; } = 100;

    public Refusing? OnBadPage { get; init; } = new(400, "invalid");

    public Refusing? OnBadEnum { get; init; } = new(400, "not_in_list");

    public Refusing? OnBadSort { get; init; } = new(400, "not_in_list");

    public Refusing? OnBadDate { get; init; }

    /// <summary>The sort of a request that names none; <c>insertion</c> is the order of creation.</summary>
    public string DefaultSort { get; init; } = "insertion";
}
