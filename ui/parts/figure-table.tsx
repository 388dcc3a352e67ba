import type { ComponentChildren } from 'preact'

type Row = { name: string; cells: readonly ComponentChildren[] }

/** Figures beside each other. Where they do not fit they scroll within their frame, by keyboard as well. */
export function FigureTable({
  title,
  head,
  columns,
  rows,
}: {
  title: string
  head: string
  columns: readonly string[]
  rows: readonly Row[]
}) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
      <table class="figures">
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {[head, ...columns].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td key={columns[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
