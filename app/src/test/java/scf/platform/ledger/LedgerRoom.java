package scf.platform.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import scf.chaincode.BouncyCastleSignatures;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Genesis;
import scf.contract.KeyRow;
import scf.contract.RevokeKeyRow;
import scf.contract.Role;
import scf.contract.Row;
import scf.devledger.DevLedger;
import scf.devledger.Rudeness;
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.gateway.Member;
import scf.platform.TestDatabase;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// The ledger room on a database of its own, a development ledger on another one, and a city that can sign.
///
/// The acts are those that need no history: the city registers keys and revokes them.
final class LedgerRoom implements AutoCloseable {

    private static final LedgerSettings SETTINGS = new LedgerSettings(
            "scf",
            16,
            Duration.ofMillis(50),
            Duration.ofMillis(800),
            Duration.ofMillis(600),
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMillis(200));

    private final KeyPair cityPair = pair();
    final KeyId cityKey = new KeyId("city-first-key");
    final EnterpriseId city = EnterpriseId.random();
    final Rudeness rudeness = new Rudeness(Duration.ofMillis(10), 500);
    final DevLedger devLedger;
    final LedgerClient ledger;
    private final HikariDataSource pool;
    final AnnotationConfigApplicationContext context;
    final DSLContext sql;
    final TransactionTemplate transactions;
    final Acts acts;
    final OutboxStore outbox;
    final InboxStore checkpoints;
    final Heard heard;
    private final List<Relay> relays = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();

    @EnableTransactionManagement
    static class Transactions {}

    LedgerRoom() {
        var genesis = new Genesis(
                "scf",
                true,
                city.toString(),
                cityKey.value(),
                Algorithm.ED25519,
                Bytes.of(cityPair.getPublic().getEncoded()),
                12);
        devLedger = DevLedger.open(TestDatabase.fresh(), genesis, rudeness);
        var client = devLedger.organisation(DevLedger.PLATFORM).client();
        ledger = new LedgerClient(
                devLedger.channel(),
                "scf",
                DevLedger.CHAINCODE,
                new Member(DevLedger.PLATFORM, client.certificate(), client.key()),
                List.of(DevLedger.CITY, DevLedger.PLATFORM));
        pool = new HikariDataSource();
        pool.setDataSource(TestDatabase.fresh());
        context = context(pool);
        sql = context.getBean(DSLContext.class);
        transactions = context.getBean(TransactionTemplate.class);
        acts = context.getBean(Acts.class);
        outbox = context.getBean(OutboxStore.class);
        checkpoints = context.getBean(InboxStore.class);
        heard = context.getBean(Heard.class);
        sql.execute(
                "insert into enterprise.enterprises values (?, 'CITY', '某市供应链金融办公室', 'USCC', '11370100MB2800001X', null, now())",
                city.value());
        know(cityKey, cityPair);
    }

    private AnnotationConfigApplicationContext context(DataSource source) {
        var house = new AnnotationConfigApplicationContext();
        house.register(Transactions.class);
        house.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(source));
        house.registerBean(
                DSLContext.class, () -> DSL.using(new TransactionAwareDataSourceProxy(source), SQLDialect.POSTGRES));
        house.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(house.getBean(DataSourceTransactionManager.class)));
        house.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        house.registerBean(LedgerSettings.class, () -> SETTINGS);
        house.registerBean(BouncyCastleSignatures.class, BouncyCastleSignatures::new);
        house.registerBean(ActKeys.class, KnownKeys::new);
        house.registerBean(Heard.class);
        house.register(ActStore.class, OutboxStore.class, InboxStore.class, Bell.class, Acts.class);
        house.scan("scf.platform.calendar");
        house.refresh();
        return house;
    }

    /// The city's one key, as long as it has not been withdrawn.
    private final class KnownKeys implements ActKeys {

        @Override
        public Optional<ActKey> active(KeyId kid) {
            return activeOf(city).stream().filter(key -> key.kid().equals(kid)).findFirst();
        }

        @Override
        public List<ActKey> activeOf(EnterpriseId owner) {
            return owner.equals(city)
                    ? active.stream()
                            .map(kid -> new ActKey(
                                    kid,
                                    city,
                                    Algorithm.ED25519,
                                    Bytes.of(cityPair.getPublic().getEncoded())))
                            .toList()
                    : List.of();
        }
    }

    /// The keys with which the city can sign, all with one pair behind them.
    final List<KeyId> active = new ArrayList<>(List.of(cityKey));

    /// Puts a key into the directory, so that acts may name it.
    void know(KeyId kid, KeyPair pair) {
        sql.execute("""
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values (?, ?, 'ACT', 'ed25519', ?, '张敏', 'ACTIVE', ?, now(), now() - interval '1 day',
                        now() + interval '1 year')
                """, kid.value(), city.value(), pair.getPublic().getEncoded(), city.value());
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyId freshKid() {
        return new KeyId("key-" + UUID.randomUUID());
    }

    /// The city registers a key of some enterprise.
    Draft registration(KeyId kid) {
        return draft(
                ActType.REGISTER_KEY,
                kid,
                0,
                new KeyRow(
                        kid.value(),
                        EnterpriseId.random().toString(),
                        Role.ENTERPRISE,
                        Algorithm.ED25519,
                        Bytes.of(pair().getPublic().getEncoded())));
    }

    /// The city revokes it: possible only when the ledger holds its registration.
    Draft revocation(KeyId kid) {
        return draft(ActType.REVOKE_KEY, kid, 1, new RevokeKeyRow(kid.value(), "the mandate has ended"));
    }

    private Draft draft(ActType type, KeyId kid, long version, Row row) {
        return new Draft(type, kid.value(), version, city, cityKey, "王芳", List.of(row));
    }

    PreparedAct prepare(Draft draft) {
        return ((Preparing.Prepared) acts.prepare(draft)).act();
    }

    ActJson sign(PreparedAct act) {
        return new ActJson(act.header(), List.copyOf(act.rows()), List.copyOf(act.salts()), signature(act.header()));
    }

    String signature(String header) {
        try {
            var signing = Signature.getInstance("Ed25519");
            signing.initSign(cityPair.getPrivate());
            signing.update(Base64.getDecoder().decode(header));
            return Base64.getEncoder().encodeToString(signing.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Verifying verify(PreparedAct act, ActJson signed) {
        return acts.verify(signed, act.type(), act.subject(), city);
    }

    /// Prepares, signs, verifies and tells, the last two in one transaction as a room does.
    ActHash tell(Draft draft) {
        PreparedAct act = prepare(draft);
        transactions.executeWithoutResult(_ -> acts.tell((Verifying.Verified) verify(act, sign(act))));
        return new ActHash(act.hash());
    }

    /// Somebody else on the channel brings the signed act to the ledger; the outbox here knows nothing of it.
    void carriedByAnother(PreparedAct act) {
        var signed = ((ActJson.Reading.Read) sign(act).read()).act();
        var endorsed = (Endorsing.Endorsed) ledger.endorse(ledger.propose(signed));
        ledger.submit(endorsed.transaction());
    }

    Relay startRelay() {
        var relay = new Relay(outbox, ledger, transactions, context, context.getBean(Bell.class), SETTINGS);
        relays.add(relay);
        relay.start();
        return relay;
    }

    Inbox startInbox() {
        var inbox =
                new Inbox(checkpoints, outbox, ledger, transactions, context, context.getBean(Bell.class), SETTINGS);
        inboxes.add(inbox);
        inbox.start();
        return inbox;
    }

    void stopAll() {
        relays.forEach(Relay::stop);
        inboxes.forEach(Inbox::stop);
        relays.clear();
        inboxes.clear();
    }

    EntryStatus status(ActHash act) {
        return EntryStatus.valueOf(column(act, "status"));
    }

    String column(ActHash act, String column) {
        Object value = sql.fetchValue("select " + column + " from ledger.entries where act_hash = ?", act.value());
        return String.valueOf(value);
    }

    long number(ActHash act) {
        return Long.parseLong(column(act, "number"));
    }

    @Override
    public void close() {
        stopAll();
        ledger.close();
        devLedger.close();
        context.close();
        pool.close();
    }
}
