package scf.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.stub.StreamObserver;
import java.io.File;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.junit.jupiter.api.Test;

/// A peer dials the chaincode, and the chaincode says which package it is.
class ChaincodeServerTest {

    @Test
    void the_chaincode_serves_as_a_process_of_its_own_and_registers_with_the_peer_that_dials() throws Exception {
        int port = freePort();
        var process = serve(port);
        try {
            assertThat(registration(port, process)).isEqualTo("scf_1.0:abc123");
        } finally {
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Process serve(int port) throws Exception {
        var java = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                ScfChaincode.class.getName());
        java.environment().put("CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + port);
        java.environment().put("CORE_CHAINCODE_ID_NAME", "scf_1.0:abc123");
        return java.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Dials until the chaincode is up, as a peer does after the chaincode was launched.
    private static String registration(int port, Process process) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (process.isAlive() && System.nanoTime() < deadline) {
            var channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                    .build();
            try {
                var first = new CompletableFuture<ChaincodeMessage>();
                ChaincodeGrpc.newStub(channel).connect(into(first));
                var message = first.handle((read, failed) -> failed == null ? read : null)
                        .get(10, TimeUnit.SECONDS);
                if (message != null) {
                    assertThat(message.getType()).isEqualTo(ChaincodeMessage.Type.REGISTER);
                    return ChaincodeID.parseFrom(message.getPayload()).getName();
                }
            } finally {
                channel.shutdownNow();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("The chaincode did not come up");
    }

    private static StreamObserver<ChaincodeMessage> into(CompletableFuture<ChaincodeMessage> first) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ChaincodeMessage message) {
                first.complete(message);
            }

            @Override
            public void onError(Throwable failed) {
                first.completeExceptionally(failed);
            }

            @Override
            public void onCompleted() {
                first.completeExceptionally(new IllegalStateException("closed"));
            }
        };
    }
}
