"""Storage: tables, repositories, unit of work, migrations. Imports only core.domain, core.sampling and core.errors."""
