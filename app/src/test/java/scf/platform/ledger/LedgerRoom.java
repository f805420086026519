package scf.platform.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;
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
import scf.gateway.Endorsing;
import scf.gateway.LedgerClient;
import scf.platform.TestDatabase;
import scf.schema.ids.ActHash;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import tools.jackson.databind.json.JsonMapper;

/// The ledger room on a database of its own, before some ledger, with the city that began it and can sign.
///
/// The acts are those that need no history: the city registers keys and revokes them.
class LedgerRoom implements AutoCloseable {

    private final KeyPair cityPair;
    final KeyId cityKey;
    final EnterpriseId city;
    final LedgerClient ledger;
    private final LedgerSettings settings;
    private final PGSimpleDataSource database = TestDatabase.fresh();
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

    /// Who begins a ledger: a city with its first key.
    record City(EnterpriseId id, KeyId key, KeyPair pair) {

        static City founded() {
            return new City(EnterpriseId.random(), new KeyId("city-first-key"), LedgerRoom.pair());
        }

        Genesis genesis() {
            return new Genesis(
                    "scf",
                    true,
                    id.toString(),
                    key.value(),
                    Algorithm.ED25519,
                    Bytes.of(pair.getPublic().getEncoded()),
                    12);
        }
    }

    /// The room of that city.
    ///
    /// @param ledger a client of the ledger that the city has begun; the room closes it
    LedgerRoom(City city, LedgerClient ledger, LedgerSettings settings) {
        this.city = city.id();
        this.cityKey = city.key();
        this.cityPair = city.pair();
        this.ledger = ledger;
        this.settings = settings;
        active = new ArrayList<>(List.of(cityKey));
        pool = TestDatabase.pooled(database);
        context = house(pool, settings);
        context.registerBean(ActKeys.class, KnownKeys::new);
        context.register(Acts.class);
        context.refresh();
        sql = context.getBean(DSLContext.class);
        transactions = context.getBean(TransactionTemplate.class);
        acts = context.getBean(Acts.class);
        outbox = context.getBean(OutboxStore.class);
        checkpoints = context.getBean(InboxStore.class);
        heard = context.getBean(Heard.class);
        sql.execute(
                "insert into enterprise.enterprises values (?, 'CITY', '某市供应链金融办公室', 'USCC', '11370100MB2800001X', null, now())",
                this.city.value());
        know(cityKey, cityPair);
    }

    @EnableTransactionManagement
    static class Transactions {}

    /// What relay and inbox need, on a database that exists; not open yet.
    static AnnotationConfigApplicationContext house(DataSource source, LedgerSettings settings) {
        var house = new AnnotationConfigApplicationContext();
        house.register(Transactions.class);
        house.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(source));
        house.registerBean(
                DSLContext.class, () -> DSL.using(new TransactionAwareDataSourceProxy(source), SQLDialect.POSTGRES));
        house.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(house.getBean(DataSourceTransactionManager.class)));
        house.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        house.registerBean(LedgerSettings.class, () -> settings);
        house.registerBean(BouncyCastleSignatures.class, BouncyCastleSignatures::new);
        house.registerBean(Heard.class);
        house.register(ActStore.class, OutboxStore.class, InboxStore.class, ProjectionStore.class, Bell.class);
        house.scan("scf.platform.calendar");
        return house;
    }

    /// Where another process finds the room's database.
    PGSimpleDataSource database() {
        return database;
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
    final List<KeyId> active;

    /// Whether the ledger has begun, as far as the relay knows.
    volatile boolean ledgerStands = true;

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

    /// The signed act comes to the door, and who is to carry it.
    void handedIn(PreparedAct act, Carrier carrier) {
        ActJson signed = sign(act);
        var carried = new ActJson(signed.header(), signed.rows(), signed.salts(), signed.signature(), carrier);
        transactions.executeWithoutResult(_ -> acts.tell((Verifying.Verified) verify(act, carried)));
    }

    /// Somebody else on the channel brings the signed act to the ledger; the outbox here knows nothing of it.
    void carriedByAnother(PreparedAct act) {
        var signed = ((ActJson.Reading.Read) sign(act).read()).act();
        var endorsed = (Endorsing.Endorsed) ledger.endorse(ledger.propose(signed));
        ledger.submit(endorsed.transaction());
    }

    Relay startRelay() {
        var relay = new Relay(
                outbox, ledger, () -> ledgerStands, transactions, context, context.getBean(Bell.class), settings);
        relays.add(relay);
        relay.start();
        return relay;
    }

    Inbox startInbox() {
        var inbox = new Inbox(
                checkpoints,
                outbox,
                context.getBean(ProjectionStore.class),
                ledger,
                transactions,
                context,
                context.getBean(Bell.class),
                settings);
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
        context.close();
        pool.close();
    }
}
