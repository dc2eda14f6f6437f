import type { Routes } from '@angular/router';
import { Home } from './home/home';

/** Who only looks at the home page loads nothing of a call. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'r/:room', loadComponent: () => import('./room/room').then(({ Room }) => Room) },
  { path: '**', loadComponent: () => import('./not-found/not-found').then(({ NotFound }) => NotFound) },
];
