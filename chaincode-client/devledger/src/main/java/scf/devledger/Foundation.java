package scf.devledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;
import scf.contract.Genesis;

/// What a ledger begins with: its tables, its organisations and block 0, made once and found again at every later
/// start.
final class Foundation {

    private Foundation() {}

    /// @throws IllegalStateException if this ledger was begun with another genesis
    static Map<String, Organisation> layOrFind(Connections connections, Genesis genesis) {
        try {
            return connections.inTransaction(connection -> {
                makeTables(connection);
                Genesis before = genesis(connection);
                if (before == null) {
                    lay(connection, genesis);
                } else {
                    requireSame(before, genesis);
                }
                return organisations(connection);
            });
        } catch (SQLException e) {
            throw new StorageFailed(e);
        }
    }

    private static void makeTables(Connection connection) throws SQLException {
        try (InputStream tables = Foundation.class.getResourceAsStream("tables.sql")) {
            if (tables == null) {
                throw new IllegalStateException("tables.sql is not on the classpath");
            }
            try (var statement = connection.createStatement()) {
                statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Genesis genesis(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select content from devledger.genesis");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? Genesis.parse(Bytes.of(rows.getBytes(1))) : null;
        }
    }

    /// A ledger keeps its genesis for good: a practice ledger never becomes a real one, nor the other way round.
    private static void requireSame(Genesis before, Genesis asked) {
        if (before.practice() != asked.practice()) {
            throw new IllegalStateException("This development ledger was begun as "
                    + (before.practice() ? "a practice ledger" : "a ledger without the practice mark")
                    + " and cannot be opened as "
                    + (asked.practice() ? "a practice ledger" : "one without the mark")
                    + ": give the platform another database for its ledger");
        }
        if (!before.equals(asked)) {
            throw new IllegalStateException("This development ledger was begun with another genesis (channel "
                    + before.channel() + ", city " + before.city() + ", key " + before.cityKey()
                    + ") than the one asked for (channel " + asked.channel() + ", city " + asked.city() + ", key "
                    + asked.cityKey() + "): give the platform the database that belongs to it");
        }
    }

    private static void lay(Connection connection, Genesis genesis) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into devledger.genesis (content) values (?)")) {
            insert.setBytes(1, genesis.bytes().toArray());
            insert.executeUpdate();
        }
        for (String mspId : Topology.ORGANISATIONS) {
            insert(connection, Certificates.organisation(mspId));
        }
        BlockStore.append(connection, firstBlock(genesis.channel(), organisations(connection)));
    }

    private static void insert(Connection connection, Organisation organisation) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into devledger.organisations
                       (msp_id, root, peer_certificate, peer_key, client_certificate, client_key)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, organisation.mspId());
            insert.setBytes(2, organisation.root().getEncoded());
            insert.setBytes(3, organisation.peer().certificate().getEncoded());
            insert.setBytes(4, organisation.peer().key().getEncoded());
            insert.setBytes(5, organisation.client().certificate().getEncoded());
            insert.setBytes(6, organisation.client().key().getEncoded());
            insert.executeUpdate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate of " + organisation.mspId() + " cannot be encoded", e);
        }
    }

    private static Map<String, Organisation> organisations(Connection connection) throws SQLException {
        var organisations = new TreeMap<String, Organisation>();
        try (PreparedStatement query = connection.prepareStatement("""
                        select msp_id, root, peer_certificate, peer_key, client_certificate, client_key
                          from devledger.organisations""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String mspId = rows.getString(1);
                organisations.put(
                        mspId,
                        new Organisation(
                                mspId,
                                Certificates.certificate(rows.getBytes(2)),
                                signing(rows.getBytes(3), rows.getBytes(4)),
                                signing(rows.getBytes(5), rows.getBytes(6))));
            }
            return organisations;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The organisations of the ledger cannot be read", e);
        }
    }

    private static Organisation.Signing signing(byte[] certificate, byte[] key) throws GeneralSecurityException {
        return new Organisation.Signing(Certificates.certificate(certificate), Certificates.privateKey(key));
    }

    /// Block 0 holds the configuration of the channel: who its members are.
    private static Block firstBlock(String channel, Map<String, Organisation> organisations) {
        ConfigGroup.Builder application = ConfigGroup.newBuilder();
        organisations.forEach((mspId, organisation) -> application.putGroups(mspId, member(organisation)));
        ConfigEnvelope config = ConfigEnvelope.newBuilder()
                .setConfig(Config.newBuilder()
                        .setChannelGroup(ConfigGroup.newBuilder().putGroups("Application", application.build())))
                .build();
        ChannelHeader header = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setChannelId(channel)
                .setTimestamp(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()))
                .build();
        Payload payload = Payload.newBuilder()
                .setHeader(Header.newBuilder().setChannelHeader(header.toByteString()))
                .setData(config.toByteString())
                .build();
        ByteString envelope =
                Envelope.newBuilder().setPayload(payload.toByteString()).build().toByteString();
        return Blocks.block(0, ByteString.EMPTY, List.of(envelope), List.of(TxValidationCode.VALID));
    }

    private static ConfigGroup member(Organisation organisation) {
        try {
            FabricMSPConfig msp = FabricMSPConfig.newBuilder()
                    .setName(organisation.mspId())
                    .addRootCerts(ByteString.copyFrom(organisation.root().getEncoded()))
                    .build();
            ByteString value =
                    MSPConfig.newBuilder().setConfig(msp.toByteString()).build().toByteString();
            return ConfigGroup.newBuilder()
                    .putValues("MSP", ConfigValue.newBuilder().setValue(value).build())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The root of " + organisation.mspId() + " cannot be encoded", e);
        }
    }
}
