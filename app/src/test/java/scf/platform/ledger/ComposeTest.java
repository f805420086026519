package scf.platform.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// `infra/fabric/compose.yaml` was never started by us: it is held against what `infra/fabric/network` starts.
class ComposeTest {

    private static final Path FABRIC = Path.of("../infra/fabric");
    private static final Pattern VARIABLE = Pattern.compile("\\b((?:ORDERER|CORE|CHAINCODE|FABRIC)_[A-Z_]+)=");

    @Test
    void compose_has_the_nodes_of_the_full_shape_at_their_ports() {
        var expected = new LinkedHashMap<String, Integer>();
        shape("$orderers").forEach(orderer -> expected.put(part(orderer, 0), port(orderer)));
        for (String member : shape("$members")) {
            expected.put(part(member, 0), port(member));
            expected.put(part(member, 0) + "-chaincode", port(member) + 3);
        }
        var found = new LinkedHashMap<String, Integer>();
        services().forEach((name, service) -> found.put(name, listens(service)));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void compose_gives_each_node_the_environment_that_the_network_gives_it() {
        var ofOrderer = variablesOf("start_orderer");
        var ofPeer = variablesOf("start_peer");
        var ofChaincode = variablesOf("start_chaincode");
        services().forEach((name, service) -> {
            var expected = name.startsWith("orderer") ? ofOrderer : name.endsWith("-chaincode") ? ofChaincode : ofPeer;
            var given = new TreeSet<>(environment(service).keySet());
            if (String.valueOf(service.get("entrypoint")).contains("CORE_CHAINCODE_ID_NAME=")) {
                given.add("CORE_CHAINCODE_ID_NAME");
            }
            assertThat(given).as(name).isEqualTo(expected);
        });
    }

    @Test
    void compose_gives_each_member_its_organisation() {
        for (String member : shape("$members")) {
            assertThat(environment(requireNonNull(services().get(part(member, 0)))))
                    .containsEntry("CORE_PEER_LOCALMSPID", part(member, 1))
                    .containsEntry("CORE_PEER_TLS_ENABLED", "true");
        }
    }

    private static int listens(Map<String, Object> service) {
        var environment = environment(service);
        String address = environment.containsKey("ORDERER_GENERAL_LISTENPORT")
                ? environment.get("ORDERER_GENERAL_LISTENPORT")
                : environment.getOrDefault("CORE_PEER_LISTENADDRESS", environment.get("CHAINCODE_SERVER_ADDRESS"));
        return port(String.valueOf(address));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        Map<String, Object> compose = new Yaml().load(text("compose.yaml"));
        return (Map<String, Map<String, Object>>) requireNonNull(compose.get("services"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(Map<String, Object> service) {
        return (Map<String, String>) requireNonNull(service.get("environment"));
    }

    /// The variables that a function of `network` sets.
    private static Set<String> variablesOf(String function) {
        String body =
                text("network").split("\n" + function + "\\(\\) \\{", 2)[1].split("\n}\n", 2)[0];
        return VARIABLE.matcher(body)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What `shape.sh` says of the full shape.
    private static List<String> shape(String variable) {
        try {
            var bash = new ProcessBuilder("bash", "-c", "shape=full; . ./shape.sh; echo " + variable)
                    .directory(FABRIC.toFile())
                    .start();
            String told = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.asList(told.strip().split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(String node, int index) {
        return node.split(":", -1)[index];
    }

    private static int port(String node) {
        return Integer.parseInt(node.substring(node.lastIndexOf(':') + 1));
    }

    private static String text(String file) {
        try {
            return Files.readString(FABRIC.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
