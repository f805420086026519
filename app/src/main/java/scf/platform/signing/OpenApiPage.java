package scf.platform.signing;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import scf.platform.money.Money;
import scf.platform.money.Rate;
import scf.schema.ids.EnterpriseId;

/// The description of the API as machines read it (OpenAPI 3.1): identities, amounts and rates as they stand on the
/// wire.
@Configuration(proxyBeanMethods = false)
class OpenApiPage {

    private static final String SIGNED =
            "Every request is signed (SCF-Sig/1) and so is every answer; every POST, PATCH "
                    + "and DELETE has an Idempotency-Key. See docs/api.";

    @Bean
    OpenAPI description() throws Exception {
        var config = SpringDocUtils.getConfig();
        config.addRequestWrapperToIgnore(Caller.class, Paging.class);
        config.replaceWithSchema(Money.class, money());
        config.replaceWithSchema(
                Rate.class,
                new StringSchema().pattern("^\\d{1,3}\\.\\d{4}$").description("Percent: 3.8500 is 3.85 %."));
        for (Class<?> id : ids()) {
            boolean uuid = id.getRecordComponents()[0].getType() == UUID.class;
            config.replaceWithSchema(id, uuid ? new StringSchema().format("uuid") : new StringSchema());
        }
        return new OpenAPI()
                .info(new Info()
                        .title("Supply-chain finance platform")
                        .version("v1")
                        .description(SIGNED)
                        .license(new License().name("Apache-2.0")));
    }

    /// First to be registered and so, of all that describe types, asked last: identities and amounts are described
    /// by then.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static WireSchemas wireSchemas(ObjectMapperProvider swagger) {
        return new WireSchemas(swagger.jsonMapper());
    }

    private static ObjectSchema money() {
        var money = new ObjectSchema();
        money.addProperty(
                "amount",
                new StringSchema().pattern("^-?\\d{1,15}(\\.\\d+)?$").description("Exactly the currency's decimals."));
        money.addProperty("currency", new StringSchema().pattern("^[A-Z]{3}$").description("ISO 4217"));
        money.setRequired(List.of("amount", "currency"));
        return money;
    }

    /// The identities, which the wire carries as plain strings.
    private static List<Class<?>> ids() throws Exception {
        String folder = EnterpriseId.class.getPackageName();
        var found = new ArrayList<Class<?>>();
        for (var resource : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:" + folder.replace('.', '/') + "/*.class")) {
            String file = String.valueOf(resource.getFilename());
            Class<?> type = Class.forName(folder + "." + file.substring(0, file.length() - ".class".length()));
            if (type.isRecord()) {
                found.add(type);
            }
        }
        return found;
    }
}
