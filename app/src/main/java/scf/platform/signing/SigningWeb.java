package scf.platform.signing;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import scf.platform.storage.SecretBox;

/// What every controller may rely on: a verified caller, pages, identities in paths.
@Configuration(proxyBeanMethods = false)
class SigningWeb {

    @Bean
    Cursors cursors(SecretBox box) {
        return new Cursors(box.derive("cursors"));
    }

    @Bean
    WebMvcConfigurer doors(CallerArgument caller, PagingArgument paging, IdsOnTheWire ids) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(caller);
                resolvers.add(paging);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(ids);
            }
        };
    }
}
