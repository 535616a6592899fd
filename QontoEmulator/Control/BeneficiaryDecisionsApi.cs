using QontoEmulator.Api;
using QontoEmulator.Features.Beneficiaries;

namespace QontoEmulator.Control;

/// <summary>Confirms or declines a beneficiary. The real sandbox leaves the first to its web app (Q11), and the second to the bank (P15).</summary>
internal static class BeneficiaryDecisionsApi
{
    public static void MapBeneficiaryDecisions(this IEndpointRouteBuilder control) => control.Put("beneficiaries/{id}", Decide).AllowAnyone();

    private static async ValueTask<Answer> Decide(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("status");
        BeneficiaryStatus? status = body.Text("status") switch { "validated" => BeneficiaryStatus.Validated, "declined" => BeneficiaryStatus.Declined, _ => null };
        if (status is null)
            body.Refuse("status", ErrorCatalog.NotInList, "status must be validated or declined");
        body.ThrowIfRefused();

        return await workspace.Store.Write(tx =>
        {
            var beneficiary = Guid.TryParse(call.Path("id"), out var id) ? tx.Find<Beneficiary>(id) : null;
            if (beneficiary is null)
                throw ErrorCatalog.NotFound.Refuse("No beneficiary of this workspace has that id.");
            return BeneficiaryWire.Envelope(200, BeneficiaryBook.Change(tx, beneficiary, beneficiary with { Status = status!.Value }));
        });
    }
}
