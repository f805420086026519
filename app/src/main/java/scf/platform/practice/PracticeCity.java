package scf.platform.practice;

import java.time.LocalDate;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import scf.contract.Genesis;
import scf.platform.calendar.BusinessDates;
import scf.platform.enterprise.Bootstrap;
import scf.platform.enterprise.KeyUsage;
import scf.platform.enterprise.UnifiedSocialCreditCode;
import scf.platform.rulebook.RuleCode;
import scf.platform.rulebook.Rulebook;
import scf.schema.ids.EnterpriseId;

/// Founds the practice city on an empty store, and lets it play once the doors are open.
@Configuration(proxyBeanMethods = false)
@InPractice
class PracticeCity implements SmartInitializingSingleton {

    /// The day on which the city's business begins: a week of public notice before the first voucher.
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 14);

    private static final Logger LOG = LoggerFactory.getLogger("practice");

    private final Script script;
    private final Cast cast;
    private final Bootstrap bootstrap;
    private final BusinessDates businessDates;
    private volatile Thread play = Thread.ofVirtual().unstarted(() -> {});

    PracticeCity(Script script, Cast cast, Bootstrap bootstrap, BusinessDates businessDates) {
        this.script = script;
        this.cast = cast;
        this.bootstrap = bootstrap;
        this.businessDates = businessDates;
    }

    /// Before the doors open: the city desk with its first keys, and a business date that stands still until moved.
    @Override
    public void afterSingletonsInstantiated() {
        var city = cast.city();
        bootstrap.found(new Bootstrap.City(
                new EnterpriseId(UUID.fromString(city.enterpriseId())),
                new UnifiedSocialCreditCode(city.role().identifier()),
                city.role().title(),
                city.keys().stream().map(PracticeCity::firstKey).toList()));
        businessDates.keepOwnDate(FIRST_DAY);
    }

    private static Bootstrap.FirstKey firstKey(PracticeKey key) {
        return new Bootstrap.FirstKey(
                key.secret().kid(),
                KeyUsage.ofWire(key.usage()),
                key.secret().algorithm(),
                key.secret().publicKey(),
                key.user());
    }

    /// The practice ledger begins with the practice city's key, and says for good that it is one. Its longest tenor is
    /// the rule's of its first day.
    @Bean
    static Genesis practiceGenesis(Cast cast, Rulebook rulebook) {
        var city = cast.city();
        int tenor = rulebook.at(FIRST_DAY, RuleCode.R_01)
                .orElseThrow(() -> new IllegalStateException("the rulebook has no R-01 on " + FIRST_DAY))
                .figure("tenor_months");
        return new Genesis(
                "scf",
                true,
                city.enterpriseId(),
                city.actKey().kid().value(),
                city.actKey().algorithm(),
                city.actKey().publicKey(),
                tenor);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (script.finished()) {
            LOG.info("The practice city has played before; GET /practice/journal tells what");
            return;
        }
        play = Thread.ofVirtual().name("practice-city").start(this::play);
    }

    private void play() {
        try {
            script.play();
            LOG.info("The practice city has played the main job; GET /practice/journal tells what");
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("The practice city got stuck; the next start goes on from here", e);
            }
        }
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        play.interrupt();
    }
}
