package scf.devledger;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;

/// Errors as Fabric's gateway writes them: a gRPC status, with what each peer said as a detail.
final class GatewayErrors {

    private GatewayErrors() {}

    static StatusRuntimeException error(Status.Code code, String message, List<ErrorDetail> details) {
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addAllDetails(details.stream().map(Any::pack).toList())
                .build());
    }

    static ErrorDetail detail(Endorser endorser, String message) {
        return ErrorDetail.newBuilder()
                .setAddress(endorser.address())
                .setMspId(endorser.mspId())
                .setMessage(message)
                .build();
    }
}
