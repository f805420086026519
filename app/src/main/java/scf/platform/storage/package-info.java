/// Where the data lie: a server of one's own when `spring.datasource.url` names it, else the embedded PostgreSQL.
@NullMarked
package scf.platform.storage;

import org.jspecify.annotations.NullMarked;
