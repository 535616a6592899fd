using System.Text;
using QontoEmulator.Storage;

namespace QontoEmulator.Api;

/// <summary>Writes one page of a list from rows whose JSON is ready.</summary>
internal static class Pages
{
    private static readonly ReadOnlyMemory<byte> Comma = ","u8.ToArray();
    private static readonly ReadOnlyMemory<byte> End = "]}"u8.ToArray();

    public static Answer Write<T>(
        string name, Selection<T> rows, Paging paging, Func<Row<T>, ReadOnlyMemory<byte>> json, bool withMeta, bool refuseBeyondLast) where T : Document
    {
        // An empty list has one empty page (A16).
        var totalPages = Math.Max(1, (int)(((long)rows.Count + paging.PerPage - 1) / paging.PerPage));
        if (refuseBeyondLast && paging.Page > totalPages)
            throw new ErrorKind(422, "invalid", "is beyond the last page", Evidence.Client).Parameter("page", hint: "Switch list-page-beyond-last-422 is on.");

        var first = (int)Math.Min(((long)paging.Page - 1) * paging.PerPage, rows.Count);
        var last = Math.Min(first + paging.PerPage, rows.Count);
        var parts = new List<ReadOnlyMemory<byte>>(((last - first) * 2) + 2) { Encoding.UTF8.GetBytes($"{{\"{name}\":[") };
        for (var i = first; i < last; i++)
        {
            if (i > first)
                parts.Add(Comma);
            parts.Add(json(rows[i]));
        }

        parts.Add(withMeta ? Meta(paging, rows.Count, totalPages) : End);
        return Answer.Json(200, parts);
    }

    // Out of range neither neighbour is named: there is no page to go on from (A15).
    private static ReadOnlyMemory<byte> Meta(Paging paging, int totalCount, int totalPages)
    {
        var next = paging.Page < totalPages ? $"{paging.Page + 1}" : "null";
        var previous = paging.Page > 1 && paging.Page <= totalPages ? $"{paging.Page - 1}" : "null";
        return Encoding.UTF8.GetBytes(
            $"],\"meta\":{{\"current_page\":{paging.Page},\"next_page\":{next},\"prev_page\":{previous}," +
            $"\"total_pages\":{totalPages},\"total_count\":{totalCount},\"per_page\":{paging.PerPage}}}}}");
    }
}
