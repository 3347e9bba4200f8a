package leadhub.base.database;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/** The one pool of connections, its transactions, and what the management port says of it. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** How long a connection that is wanted is tried for before the pool counts a failure; it asks again at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Bean(destroyMethod = "close")
    DatabasePool dataSource(
            Environment environment,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String user,
            @Value("${spring.datasource.password:#{null}}") @Nullable String password,
            @Value("${leadhub.database.network-timeout}") Duration networkTimeout,
            @Value("${leadhub.database.long-network-timeout}") Duration longest) {
        var config = new HikariConfig();
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(config));
        var login = new DatabaseLogin(url, user, password, null);
        var logins = new LoginDataSource(login, options(config), networkTimeout, PATIENCE);
        config.setExceptionOverrideClassName(DatabasePool.Eviction.class.getName());
        return new DatabasePool(config, logins, longest);
    }

    /** By its name in place of Spring's own, which waits for a connection like everybody. */
    @Bean
    HealthIndicator dbHealthIndicator(DatabaseHealth health) {
        return () -> health.answers() ? Health.up().build() : Health.down().build();
    }

    @Bean
    PlatformTransactionManager transactionManager(DatabasePool pool, TransactionManagerCustomizers customizers) {
        var manager = new PoolTransactionManager(pool);
        customizers.customize(manager);
        return manager;
    }

    private static Map<String, String> options(HikariConfig config) {
        var properties = config.getDataSourceProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, "")));
    }
}
