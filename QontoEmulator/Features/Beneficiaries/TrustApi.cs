using QontoEmulator.Api;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>Gives and takes the trust of up to 400 beneficiaries: of all that are named, or of none when one is unknown (P18).</summary>
internal static class TrustApi
{
    private const int MostIds = 400;

    public static void MapTrust(this IEndpointRouteBuilder routes)
    {
        var beneficiaries = routes.MapGroup("/v2/sepa/beneficiaries");

        beneficiaries.Patch("trust", Trust).RequireScope("beneficiary.trust").Sca(ScaDemand.Required);
        beneficiaries.Patch("untrust", Untrust).RequireScope("payment.write");
    }

    private static async ValueTask<Answer> Trust(Call call)
    {
        var body = await ReadBody(call);
        var ids = ReadIds(body);
        return await call.Write(tx =>
        {
            var named = Find(call, tx, ids);
            var names = named.Length == 1 ? $"{named[0].Name}, {named[0].Iban}" : $"{named.Length} beneficiaries";
            return StrongAuthentication.Demand(tx, call, body.Raw, "beneficiary.trust", $"Trust {names}")
                ?? BeneficiaryWire.List([.. named.Select(beneficiary => BeneficiaryBook.Trust(tx, beneficiary))]);
        });
    }

    private static async ValueTask<Answer> Untrust(Call call)
    {
        var ids = ReadIds(await ReadBody(call));
        return await call.Write(tx => BeneficiaryWire.List([.. Find(call, tx, ids).Select(beneficiary => BeneficiaryBook.Untrust(tx, beneficiary))]));
    }

    private static ValueTask<BodyReader> ReadBody(Call call) => BodyReader.Read(call.Http.Request, wrongType: ErrorCatalog.BadRequest);

    private static IReadOnlyList<string> ReadIds(BodyReader body)
    {
        var ids = body.Texts("ids");
        if (!body.Has("ids") || ids is { Count: 0 })
            body.Refuse("ids", ErrorCatalog.MissingIds);
        if (ids is { Count: > MostIds })
            body.Refuse("ids", ErrorCatalog.IdsLimitReached);
        body.ThrowIfRefused();
        return ids!;
    }

    // One that is named twice counts once.
    private static Beneficiary[] Find(Call call, Tx tx, IReadOnlyList<string> ids)
    {
        var found = ids.Select(id => call.FindOwn<Beneficiary>(tx, id)?.Document).ToArray();
        var unknown = found.Index().Where(row => row.Item is null).Select(row => ErrorCatalog.BeneficiaryNotFound.At($"/ids/{row.Index}")).ToArray();
        return unknown is [] ? [.. found.OfType<Beneficiary>().DistinctBy(beneficiary => beneficiary.Id)] : throw new ApiException(400, unknown, "This organization has no beneficiary of that id.");
    }
}
