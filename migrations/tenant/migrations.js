import journal from './meta/_journal.json'
import m0000 from './0000_tenant.sql'
import m0001 from './0001_rowids.sql'
import m0002 from './0002_board.sql'
import m0003 from './0003_board_indexes.sql'
import m0004 from './0004_trust.sql'
import m0005 from './0005_places.sql'
import m0006 from './0006_work.sql'
import m0008 from './0008_expired.sql'
import m0009 from './0009_agents.sql'
import m0010 from './0010_ads.sql'
import m0012 from './0012_retention.sql'

export default {
  journal,
  migrations: {
    m0000,
    m0001,
    m0002,
    m0003,
    m0004,
    m0005,
    m0006,
    m0008,
    m0009,
    m0010,
    m0012,
  },
}
