namespace QontoEmulator.Journal;

/// <summary>Lets a request's body pass through and keeps its beginning, as far as anybody read it.</summary>
internal sealed class RequestCopy(Stream body, int keep) : Stream
{
    private byte[] start = [];
    private int kept;

    /// <summary>Bytes that were read so far.</summary>
    public long Total { get; private set; }

    public ReadOnlySpan<byte> Start => start.AsSpan(0, kept);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        Keep(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = body.Read(buffer, offset, count);
        Keep(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Keep(ReadOnlySpan<byte> read)
    {
        Total += read.Length;
        var more = Math.Min(read.Length, keep - kept);
        if (more <= 0)
            return;
        if (start.Length < kept + more)
            Array.Resize(ref start, Math.Min(keep, Math.Max(kept + more, 2 * start.Length)));
        read[..more].CopyTo(start.AsSpan(kept));
        kept += more;
    }
}
