package scf.platform.signing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import scf.platform.storage.SecretBox;

/// What every controller may rely on: a verified caller, pages, identities and days in paths and queries, and no
/// parameter that it does not know.
@Configuration(proxyBeanMethods = false)
class SigningWeb {

    @Bean
    Cursors cursors(SecretBox box) {
        return new Cursors(box.derive("cursors"));
    }

    @Bean
    WebMvcConfigurer doors(CallerArgument caller, PagingArgument paging, IdsOnTheWire ids, QueryParameters parameters) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(caller);
                resolvers.add(paging);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(ids);
                registry.addConverter(String.class, LocalDate.class, Times::day);
                registry.addConverter(String.class, YearMonth.class, Times::month);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(parameters).addPathPatterns("/v1/**", "/practice/**");
            }
        };
    }
}
